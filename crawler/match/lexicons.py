"""Labs and people as the matcher needs them, read from TOML: ours, then a user's own files of the same shape.

A file is checked whole when it is read: an unknown key, an empty name, one id or one alias given to two labs stops the
start, with the file and the key in the message. An id of the built-in files in a user's own adds to that lab: under a
name that the lab has already and with its focus, else the start stops too. It is shown under its built-in name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from crawler.errors import ConfigError
from crawler.text.fold import fold
from crawler.toml_file import read_shaped

_File = TypeVar("_File", bound=BaseModel)

BUILT_IN = Path(__file__).parent / "lexicon"
_FILES = {"labs.toml": BUILT_IN / "labs" / "README.md", "people.toml": BUILT_IN / "people.toml"}  # and what shows how


@dataclass(frozen=True, slots=True)
class Lab:
    """One family: a firm or lab with its AI units and products."""

    id: str
    name: str
    pure: bool  # an AI company, where everyone counts; else only AI posts do
    by_post: bool = False  # a firm of another trade: only what is called an AI post or unit counts

    @property
    def focus(self) -> str:
        """As the files have it."""
        return "pure" if self.pure else "other" if self.by_post else "firm"


@dataclass(frozen=True, slots=True)
class LabName:
    """What one spelling stands for."""

    lab: Lab
    shown: str  # the lab's or unit's display name
    how: Literal["name", "unit", "product", "handle", "weak"]


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: it is loaded once and large
class Lexicon:
    """Everything the matcher looks up; values only, safe to share between processes."""

    lab_names: dict[str, LabName]  # folded spelling, case kept → lab
    people: dict[str, str]  # folded spelling, lower case → the name shown
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the name shown → every spelling of it
    chinese: dict[str, str] = field(
        default_factory=dict
    )  # a lab's or unit's display name → the one for Chinese articles

    def lab(self, name: str) -> LabName | None:
        """The lab of exactly this spelling (any width, traditional or simplified)."""
        return self.lab_names.get(fold(name).strip())

    def shown_in(self, name: str | None, language: str) -> str | None:
        """A lab's or unit's display name as an article in that language would write it; other names as they are."""
        return self.chinese.get(name, name) if name and language == "zh" else name

    def person(self, name: str) -> str | None:
        """The name shown for this spelling of a listed person, or None."""
        return self.people.get(fold(name).strip().lower())


_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Unit(_Strict):
    name: _Name
    chinese: _Name | None = None
    aliases: list[_Name] = []
    handles: list[_Name] = []


class _Lab(_Strict):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: _Name
    chinese: _Name | None = None
    focus: Literal["pure", "firm", "other"]
    aliases: list[_Name] = []
    weak: list[_Name] = []
    products: list[_Name] = []
    handles: list[_Name] = []
    unit: list[_Unit] = []


class _LabFile(_Strict):
    lab: list[_Lab] = []


class _Person(_Strict):
    name: _Name
    aliases: list[_Name] = []


class _PersonFile(_Strict):
    person: list[_Person] = []


@cache
def load(own: Path | None = None) -> Lexicon:
    """The built-in lexicon, with a user's `labs.toml` and `people.toml` from the folder `own` added to it.

    Raises ConfigError with file and key where a file is not as described at its top.
    """
    folders = [BUILT_IN, *([own] if own else [])]
    if own:
        _refuse_strange_files(own)
    lab_names: dict[str, LabName] = {}
    by_id: dict[str, Lab] = {}
    people: dict[str, str] = {}
    chinese: dict[str, str] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        seen: dict[str, _Lab] = {}
        for path in _lab_files(folder):
            labs = _read(path, _LabFile).lab
            _refuse_shared_ids(labs, seen, path)
            for entry in labs:
                lab = by_id.setdefault(entry.id, _lab(entry))
                _refuse_another_lab(entry, lab, lab_names, path)
                _add_names(entry, lab, lab_names, path)
                shown = [(lab.name, entry.chinese), *((unit.name, unit.chinese) for unit in entry.unit)]
                chinese.update({name: own_name for name, own_name in shown if own_name})
        for person in _read(folder / "people.toml", _PersonFile).person:
            known = (person.name, *person.aliases)
            spellings[person.name] = tuple(dict.fromkeys((*spellings.get(person.name, ()), *known)))
            people.update({fold(alias).strip().lower(): person.name for alias in known})
    return Lexicon(lab_names=lab_names, people=people, spellings=spellings, chinese=chinese)


def _lab_files(folder: Path) -> tuple[Path, ...]:
    """Ours are many and stand in a file for each trade; a user's are few."""
    return tuple(sorted((folder / "labs").glob("*.toml"))) if folder == BUILT_IN else (folder / "labs.toml",)


def _refuse_strange_files(folder: Path) -> None:
    """A file of another name would be passed over in silence."""
    for path in sorted(folder.glob("*.toml")):
        if path.name not in _FILES:
            raise ConfigError("no lexicon file is called so", where=str(path), remedy=f"Name it {' or '.join(_FILES)}")


def _refuse_shared_ids(labs: list[_Lab], first: dict[str, _Lab], path: Path) -> None:
    """Two labs of one id, in one file or in several of one folder, would count as one; `first` is who has each id."""
    for index, lab in enumerate(labs):
        if first.setdefault(lab.id, lab) is not lab:
            raise ConfigError(
                f"lab.{index}.id: {lab.id!r} is given to both {first[lab.id].name!r} and {lab.name!r}",
                where=str(path),
                remedy="Give one of them another id",
            )


def _lab(entry: _Lab) -> Lab:
    return Lab(entry.id, entry.name, pure=entry.focus == "pure", by_post=entry.focus == "other")


def _refuse_another_lab(entry: _Lab, lab: Lab, names: dict[str, LabName], path: Path) -> None:
    """An entry adds to the lab of its id; one of another name would be taken for that lab without anybody knowing."""
    known = names.get(fold(entry.name).strip())
    if entry.name != lab.name and (known is None or known.lab is not lab):
        raise ConfigError(
            f"name: the id {entry.id!r} is that of the built-in lab {lab.name!r}, not of {entry.name!r}",
            where=f"{path}, lab {entry.id!r}",
            remedy=f"Give yours another id, or write name = {lab.name!r} and put yours among its aliases",
        )
    if entry.focus != lab.focus:
        raise ConfigError(
            f"focus: {lab.name!r} is built in as {lab.focus!r}, not as {entry.focus!r}",
            where=f"{path}, lab {entry.id!r}",
            remedy=f"Write focus = {lab.focus!r}",
        )


def _add_names(entry: _Lab, lab: Lab, names: dict[str, LabName], path: Path) -> None:
    spelled: list[tuple[str, LabName]] = [(a, LabName(lab, lab.name, "name")) for a in (entry.name, *entry.aliases)]
    spelled += [(entry.chinese, LabName(lab, lab.name, "name"))] if entry.chinese else []
    spelled += [(a, LabName(lab, lab.name, "weak")) for a in entry.weak]
    spelled += [(a, LabName(lab, lab.name, "product")) for a in entry.products]
    spelled += [("@" + h, LabName(lab, lab.name, "handle")) for h in entry.handles]
    for unit in entry.unit:
        chinese = [unit.chinese] if unit.chinese and unit.chinese != entry.chinese else []
        spelled += [(a, LabName(lab, unit.name, "unit")) for a in (unit.name, *unit.aliases, *chinese)]
        spelled += [("@" + h, LabName(lab, unit.name, "handle")) for h in unit.handles]
    for alias, name in spelled:
        key = fold(alias).strip()
        holder = names.get(key)
        if holder and holder.lab.id != lab.id:
            raise ConfigError(
                f"{alias!r} is given to both {holder.lab.id!r} and {lab.id!r}",
                where=f"{path}, lab {lab.id!r}",
                remedy="Keep it in one of them",
            )
        names.setdefault(key, name)


def _read(path: Path, shape: type[_File]) -> _File:
    shown_in = _FILES.get(path.name, _FILES["labs.toml"])
    return read_shaped(path, shape, remedy=f"See {shown_in}") if path.exists() else shape()
