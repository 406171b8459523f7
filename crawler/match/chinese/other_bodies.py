"""Whether someone's post is one at a body that is no lab: 市长X, 海尔高管X; no lab of the sentence is then theirs."""

from __future__ import annotations

from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import terms
from crawler.match.chinese.words import is_common, is_place, tokens


def is_of_another_body(scene: Scene, person: Person) -> bool:
    """True where the post right before a name is an office, or is held at a house that the words before it name."""
    if phrase("public_office").search(scene.text, 0, person.start):
        return True
    post = phrase("post_of_a_house").search(scene.text, 0, person.start)
    if post is None or any(o.start < post.end("house") and post.start("house") < o.end for o in scene.orgs):
        return False
    return not terms().ai.search(post["house"]) and not _says_which(post["house"])


def _says_which(words: str) -> bool:
    """技术高管, 公司高管: ordinary words before a post name nobody's house."""
    cut = [(words[t.start : t.end], t.tag) for t in tokens(words)]
    return all(is_common(word) and not is_place(word) and not tag.startswith(("nt", "nz")) for word, tag in cut)
