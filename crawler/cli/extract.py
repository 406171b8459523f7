"""`labmoves extract`: HTML in, the article out."""

from __future__ import annotations

from typing import IO

import click

from crawler.cli.session import Session, session
from crawler.cli.show import print_json
from crawler.extract.accept import LARGEST
from crawler.extract.article import extract as extract_article
from crawler.model import Page, Rejected


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--url", default="", help="Where the page is from; helps with its date and canonical address.")
@click.option("--content-type", help="The Content-Type header it came with, such as 'text/html; charset=gbk'.")
@session
def extract(session: Session, file: IO[bytes], url: str, content_type: str | None) -> None:
    """Turn one HTML page into its article, as JSON.

    FILE is a page as it came, in any encoding; "-" reads standard input. Printed is {"title", "text", "published",
    "authors", "language", "url", "text_hash", "repaired"}, or {"reason", "detail"} where the page is no article.

    \b
    Examples:
      labmoves extract saved-page.html
      curl -s https://qubit.example/1.html | labmoves extract - --url https://qubit.example/1.html
    """
    page = Page(
        source="",
        asked_url=url,
        final_url=url,
        fetched_at=session.now(),
        body=file.read(LARGEST + 1),  # one more than is taken, so that a larger page is known as such
        content_type=content_type,
    )
    found = extract_article(page, session.settings.layouts_folder)
    if isinstance(found, Rejected):
        print_json({"reason": found.reason, "detail": found.detail})
        return
    print_json(
        {
            "title": found.title,
            "text": found.text,
            "published": found.published,
            "authors": found.authors,
            "language": found.language,
            "url": found.url,
            "text_hash": found.text_hash,
            "repaired": found.repaired,
        }
    )
