"""Three days of news as the board's tests have them in their database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk import DAY, HOUR, NOW, publish, said

from crawler.model import Certainty, Kind, SourceReport
from storage.store import Store

_BEFORE = "It was a quiet week. "
_AFTER = " Nobody at the company would say more."


def publish_all(store: Store) -> None:
    """A rumour and what became of it, a hire that is denied, a return, a new post, a founding; one article edited."""
    reports = [SourceReport(source=source, links=9, pages=4, matched=1) for source in ("techcrunch", "huxiu")]
    run = store.start_run("crawl", ["techcrunch", "huxiu", "wired"], NOW - 3 * DAY)
    _first_day(store, run)
    failed = SourceReport(source="wired", errors=("the server answered 503",))
    store.finish_run(run, "finished", [*reports, failed], NOW - 3 * DAY + HOUR)
    run = store.start_run("crawl", ["techcrunch", "huxiu"], NOW - DAY)
    _later(store, run)
    store.finish_run(run, "finished", reports, NOW - HOUR)


def _first_day(store: Store, run: int) -> None:
    rumour = said(
        "Alec Radford", "OpenAI researcher Alec Radford may leave, a person said.", role="researcher",
        certainty=Certainty.RUMORED, attributed_to="The Information",
    )  # fmt: skip
    placed = replace(rumour, start=len(_BEFORE), end=len(_BEFORE + rumour.sentence))
    text = _BEFORE + rumour.sentence + _AFTER
    publish(store, run, "techcrunch/1", [placed], NOW - 3 * DAY, text=text, title="A researcher may leave OpenAI")
    lin = said(
        "林俊旸", "阿里通义千问技术负责人林俊旸宣布离职。", spellings=("Junyang Lin",), lab="Alibaba", lab_id="alibaba",
        role="技术负责人", effective=date(2026, 12, 1),
    )  # fmt: skip
    publish(store, run, "huxiu/2", [lin], NOW - 3 * DAY + HOUR, title="林俊旸离开阿里", language="zh")
    joins = said(
        "Ada Wong", "Anthropic may hire Ada Wong from Google.", kind=Kind.HIRE, lab="Anthropic", lab_id="anthropic",
        other_org="Google", certainty=Certainty.RUMORED,
    )  # fmt: skip
    publish(store, run, "techcrunch/3", [joins], NOW - 3 * DAY + 2 * HOUR)


def _later(store: Store, run: int) -> None:
    sure = said(
        "Alec Radford", "Alec Radford has left OpenAI for Anthropic.", role="researcher", other_org="Anthropic",
        announced=date(2026, 11, 26), attributed_to="The Information",
    )  # fmt: skip
    publish(store, run, "huxiu/4", [sure], NOW - DAY)
    placed = replace(sure, start=len(_BEFORE), end=len(_BEFORE + sure.sentence))
    edited = _BEFORE + sure.sentence + _AFTER
    told = {"published": NOW - 3 * DAY, "title": "A researcher leaves OpenAI"}
    publish(store, run, "techcrunch/1", [placed], NOW - DAY, text=edited, **told)
    back = said("Greg Brockman", "Greg Brockman is back at OpenAI.", kind=Kind.RETURN)
    post = said("Mark Chen", "Mark Chen is now head of research.", kind=Kind.ROLE_CHANGE, role="head of research")
    new = said(
        "Mira Murati", "Mira Murati started a company.", kind=Kind.FOUNDING, lab="", lab_id="", other_org="OpenAI"
    )
    publish(store, run, "techcrunch/5", [back, post, new], NOW - DAY + HOUR)
    no = said(
        "Ada Wong",
        "Ada Wong is not joining Anthropic.",
        kind=Kind.HIRE,
        lab="Anthropic",
        lab_id="anthropic",
        negated=True,
    )
    publish(store, run, "huxiu/6", [no], NOW - HOUR)
