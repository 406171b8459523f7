"""The golden cases: saved documents, and what was read from each and found right by a person.

    <kind>/<case>/page.*       the document as it was sent, in its own encoding; .gz where it is long
                  meta.json    url, fetched_at, content_type, note; for feeds, sitemaps, listings home and language too
                  article.json, rejected.json, links.json or people.json

`python tests/cases/record.py [FOLDER]...` writes the last of these anew. It only records: `git diff` shows what became
different, and whoever commits it says that this is better. A redesign of a site is a new case, and the old one stays.
"""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.extract.article import extract
from crawler.model import Discovery, DiscoveryKind, Page, Rejected, Source
from spiders.announced import Announced
from spiders.read_place import read_place

CASES = Path(__file__).parent
EXPECTED = ("article.json", "rejected.json", "links.json", "people.json")


@dataclass(frozen=True)
class Case:
    folder: Path

    def __str__(self) -> str:
        return "/".join(self.folder.parts[-2:])

    @property
    def meta(self) -> dict[str, Any]:
        return json.loads((self.folder / "meta.json").read_text(encoding="utf-8"))

    @property
    def page(self) -> Page:
        (file,) = self.folder.glob("page.*")
        body = file.read_bytes()
        url = self.meta["url"]
        return Page(
            source="case",
            asked_url=url,
            final_url=url,
            fetched_at=datetime.fromisoformat(self.meta["fetched_at"]),
            body=gzip.decompress(body) if file.suffix == ".gz" else body,
            content_type=self.meta["content_type"],
        )

    def expected(self) -> tuple[str, dict[str, Any]]:
        """The name of the file that says what must be read, and its fields."""
        (file,) = (self.folder / name for name in EXPECTED if (self.folder / name).exists())
        return file.name, json.loads(file.read_text(encoding="utf-8"))

    def found(self) -> tuple[str, dict[str, Any]]:
        """What is read today, in the same form."""
        if self.folder.parent.name == "team":
            return "people.json", {m.name: m.post for m in self._announced().people}
        if self.folder.parent.name != "article":
            announced = self._announced()
            links = [{"url": link.url, "title": link.title, "published": link.published} for link in announced.links]
            return "links.json", _plain({"links": links, "more": announced.more, "warnings": announced.warnings})
        found = extract(self.page)
        if isinstance(found, Rejected):
            return "rejected.json", _plain({"reason": found.reason, "detail": found.detail})
        fields = asdict(found) | {"text": found.text.split("\n")}
        return "article.json", _plain({k: v for k, v in fields.items() if k not in {"source", "text_hash"}})

    def record(self) -> None:
        name, fields = self.found()
        for other in EXPECTED:
            (self.folder / other).unlink(missing_ok=True)
        text = json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
        (self.folder / name).write_text(text, encoding="utf-8")

    def _announced(self) -> Announced:
        meta, kind = self.meta, DiscoveryKind(self.folder.parent.name)
        place = Discovery(kind=kind, url=meta["url"], articles=meta.get("articles"))
        source = Source(id="case", name="", home=meta["home"], language=meta["language"], discovery=(place,))
        return read_place(self.page, source, place)


def all_cases() -> list[Case]:
    return [Case(meta.parent) for meta in sorted(CASES.glob("*/*/meta.json"))]


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """As JSON has it."""
    return json.loads(json.dumps(fields, default=lambda value: value.isoformat()))


if __name__ == "__main__":
    for case in [Case(Path(name).resolve()) for name in sys.argv[1:]] or all_cases():
        case.record()
        sys.stdout.write(f"{case}\n")
