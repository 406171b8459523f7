"""Who and which firm belong to a word of moving: the subject to its left, the object to its right, what 从 brings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from crawler.match.chinese.manner import MANNER
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms

_JOINER = re.compile(r"[、和与及&]|以及|,|，|/|\sand\s")
_GROUP_FILLER = re.compile(
    r"[\s、,，和与及以前原兼的\"'&/]|以及|其|妹|两位|位|名|另一|还有|他的|她的|老搭档|搭档|同事|好友|丈夫|妻子|老友|\([^()]*\)|首席|高级|资深|知名|著名"
)
_UNNAMED = re.compile(
    r"其余|其他人|其他|多位|多名|数名|数位|半数|大批|不少|许多|很多|部分|\d+\s?(?:人|名|位)(?!华人|得主)|[两三四五六七八九十]+(?:名|位)|全部|全员|多人|数人"
)
_TITLE_AFTER = re.compile(
    r"博士|先生|女士|教授|等(?:人|[^,，。]{0,12}?(?:高管|成员|人|元老|研究员|骨干|科学家|员工|大佬|大牛))|两人|二人|三人|四人|本人|自己|同学|老师|团队成员"
)
_EXCEPT = re.compile(r"除了?[^。;；]{2,80}?(?:之外|以外|外(?=[,，]))")
_DURING = re.compile(
    r"(?<!现)(?<!正)(?<!就)在[^,，。]{0,40}?(?:之后|之前|后(?!来)|前(?![O沿端]|[A-Z])|时(?!代)|期间|之际|时期)"
)
_OWNER = re.compile(
    r"(?:旗下的?|麾下的?|治下的?|系|(?:掌管|领导|执掌|创办|创立|创建|联合创办|联合创立|控制|任职|所在|掌舵|主导)的|的)?"
    r"(?:人工智能|AI|大模型|初创|创业|新创|科技|\s|\")*(?:公司|企业|实验室|巨头|\s|\")*"
)
_FROM = re.compile(r"从|自(?!己|然|主|动|研|由)|由")
_PASSIVE = re.compile(r"被|遭|惨遭|获|受|让人|给")
_FROM_PHRASE = re.compile(r"(?:从|自)[^,，。]{0,30}$")
_MANY = re.compile(r"他们|她们|[二两三四五]人|双双")
_REPORTS = re.compile(r"表示|透露|回复|暗示|爆料|宣布|证实|确认|称|回应|披露|感谢|欢迎|祝贺")
_PRONOUN = re.compile(
    r"他们|她们|[二两三四五]人|双双|他(?=[^的]|$)|她(?=[^的]|$)|其(?=[已将也于在因从曾宣被正即又还均都离加入出此])|后者|此人|这位[^,，。]{0,8}(?:者|家|员|官|人|师)|本人|[他她]的$"
)
_BEFORE_OBJECT = re.compile(
    r"(?:了|过|到|至|去|向|往|在|于|入|进|回|为|是|自|其|他|她|自己|这家|那家|一家|该|位于|所在|工作|效力|任职|供职|服务|待|创办|创立|执掌|领导|旗下|老东家|前东家|原东家|竞争对手|"
    r"对手|死对头|巨头|科技|硅谷|人工智能|AI|初创|新创|创业|独角兽|大模型|公司|企业|实验室|团队|著名|知名|近|长达|超过|逾|约|\d+|[一二三四五六七八九十两几半多]+|个?年|个?月|之久|余|多|已|"
    r"\s|[\"'《(]|的|联手|携手|联合|一起|共同|正式|全职|谷歌系|美国|中国|法国|英国|上海|北京|杭州|深圳|旧金山|新|老|全球|最|估值|亿|美元|当红|明星|热门|以及|和|与|、|,|，)*"
)


@lru_cache(maxsize=32)
def _named(scene: Scene) -> list[tuple[int, int]]:
    """Where firms and people stand, in order."""
    return sorted([(o.start, o.end) for o in scene.orgs] + [(p.start, p.end) for p in scene.people])


def free_text(scene: Scene, start: int, end: int) -> str:
    """`scene.text[start:end]` without its firms, people and bracketed asides."""
    text = scene.text
    kept, at = [], start
    spans = _named(scene)
    for left, right in spans[bisect_left(spans, (start, 0)) :]:
        if left > end:
            break
        if left >= at and right <= end:
            kept.append(text[at:left])
            at = right
    kept.append(text[at:end])
    return re.sub(r"\([^()]{0,80}\)", "", "".join(kept))


def residue(scene: Scene, start: int, end: int) -> str:
    """What is left of the words between two places once words of manner, time and saying are taken out."""
    return MANNER.sub("", free_text(scene, start, end))


def groups(scene: Scene, start: int, end: int) -> list[tuple[Person, ...]]:
    """The people in [start, end), those coordinated with one another together: A、B和C."""
    return [part for group in _all_groups(scene) if (part := tuple(p for p in group if start <= p.start < end))]


@lru_cache(maxsize=32)
def _all_groups(scene: Scene) -> list[list[Person]]:
    found: list[list[Person]] = []
    apart = [m.span() for m in _EXCEPT.finditer(scene.text)]
    for person in scene.people:
        if owns(scene, person) or any(s <= person.start < e for s, e in apart):
            continue
        if found and _coordinated(scene, found[-1][-1], person):
            found[-1].append(person)
        else:
            found.append([person])
    return found


def owns(scene: Scene, person: Person) -> bool:
    """True where the name only says whose firm it is: 马斯克旗下xAI, 扎克伯格的Meta."""
    link = _OWNER.match(scene.text, person.end)
    return bool(link) and any(link.end() == o.start for o in scene.orgs)


def _coordinated(scene: Scene, one: Person, other: Person) -> bool:
    gap = scene.text[one.end : other.start]
    if len(gap) > 60 or not _JOINER.search(gap) or re.search(r"[。;；:：!！?？]", gap):
        return False
    if any(one.end <= t.start < other.start for t in scene.triggers):
        return False
    if re.search(r"[,，]", gap) and not _post_between(scene, one.end, other.start) and not re.search("、|以及", gap):
        return False
    left = free_text(scene, one.end, other.start)
    left = terms().posts.sub("", left)
    left = _GROUP_FILLER.sub("", left)
    return len(left) <= (10 if _post_between(scene, one.end, other.start) else 2)


def _post_between(scene: Scene, start: int, end: int) -> bool:
    return any(start <= s and e <= end for s, e in scene.posts)


_WITH = re.compile(r"(?:携|带着|率领?|带领|连同|及其?)[^,，。]{0,16}")
_AS_POST = re.compile(r"(?:担任|出任|就任|任职|升任|晋升|成为|作为|身为|任)[^,，。;；]*")


def blocked(scene: Scene, start: int, end: int) -> bool:
    """True where someone unnamed stands between two places (员工, 团队, 董事会): the move is theirs."""
    text = _FROM_PHRASE.sub("", free_text(scene, start, end))
    text = _TITLE_AFTER.sub("", text)
    text = _DURING.sub("", _WITH.sub("", _AS_POST.sub("", text)))
    return bool(terms().human.search(text) or _UNNAMED.search(text))


def subject(scene: Scene, trigger: Trigger) -> tuple[tuple[Person, ...], str]:
    """The people who do what the trigger says, and how they were found: "clause", "earlier", "pronoun", "none", "unnamed"."""
    here = scene.clause_of(trigger.start)
    start = scene.clauses[here][0]
    if _of_someone(scene, trigger):
        return (), "unnamed"
    own = groups(scene, start, trigger.start)
    if re.search(r"[他她]的$", scene.text[start : trigger.start]):
        return (), "pronoun"
    if own:
        group = _outside(scene, own, trigger)
        if group is None:
            return (), "none"
        if blocked(scene, group[-1].end, trigger.start):
            return (), "unnamed"
        if len(residue(scene, group[-1].end, trigger.start)) > 14:
            return (), "far"
        return group, "clause"
    gap = scene.text[start : trigger.start]
    pronoun = _PRONOUN.search(gap)
    if not pronoun and blocked(scene, start, trigger.start):
        return (), "unnamed"
    before = groups(scene, 0, start)
    for index in range(here - 1, -1, -1):
        left, right = scene.clauses[index]
        if scene.text[right - 1] in ":：" and index == here - 1 and not pronoun and not _says(scene, left, right):
            return (), "none"
        if scene.text[right - 1] in "|｜" or (scene.text[right - 1] in "。！？!?;；" and not pronoun):
            return (), "none"
        earlier = [g for g in before if left <= g[-1].start < right]
        if earlier:
            return _topic_of(scene, earlier, left, right, last="后者" in gap), "earlier"
        if not pronoun and _PRONOUN.search(scene.text, left, right):
            pronoun = _PRONOUN.search(scene.text, left, right)
        if blocked(scene, left, right) and not pronoun and any(left <= t.start < right for t in scene.triggers):
            return (), "unnamed"
    if re.search(r"我(?!们|国|司|市|省)", gap):
        return (), "speaker"
    return (), _which(pronoun.group()) if pronoun else "none"


def _which(text: str) -> str:
    return "pronouns" if _MANY.search(text) else "pronoun"


def _outside(scene: Scene, own: list[tuple[Person, ...]], trigger: Trigger) -> tuple[Person, ...] | None:
    """The last of a clause's people who is not named in an aside of time: X在Y被罢免后加入."""
    asides = [m.span() for m in _DURING.finditer(scene.text, 0, trigger.start)]
    for group in reversed(own):
        if not any(s < group[0].start < e for s, e in asides):
            return group
    return own[-1] if len(own) == 1 and not asides else None


def _of_someone(scene: Scene, trigger: Trigger) -> bool:
    """True where the verb only describes someone unnamed: 创立OpenAI的元老, 离开谷歌的研究员."""
    if trigger.sense not in ("leave", "join", "switch", "found", "back", "fire"):
        return False
    org = object_of(scene, trigger)
    end = org.end if org else trigger.end
    tail = re.split(r"[,，。:：;；]|团队|部门", scene.text[end : end + 16], maxsplit=1)[0]
    if not tail.startswith("的") or any(end <= p.start <= end + len(tail) for p in scene.people):
        return False
    return bool(
        re.match(r"的[^,，。]{0,10}?$", "的" + re.split(terms().human, tail[1:], maxsplit=1)[0])
        and terms().human.search(tail)
    )


def _topic_of(scene: Scene, found: list[tuple[Person, ...]], start: int, end: int, *, last: bool) -> tuple[Person, ...]:
    """Of a clause's people the one it is about: its first, or the one after the verb of a clause that reports or moves someone."""
    if last:
        return found[-1]
    if len(found) > 1:
        gap = scene.text[found[0][-1].end : found[1][0].start]
        if _REPORTS.search(gap) or any(
            found[0][-1].end <= t.start < found[1][0].start and t.sense in ("take", "appoint", "fire", "lose")
            for t in scene.triggers
        ):
            return found[1]
    return found[0]


def _says(scene: Scene, start: int, end: int) -> bool:
    return bool(groups(scene, start, end)) and end - start < 30


def following(scene: Scene, trigger: Trigger, reach: int = 40) -> tuple[Person, ...]:
    """The people right after the trigger: 解雇首席执行官X, 离职的X, 任命X为."""
    end = scene.clauses[scene.clause_of(trigger.start)][1]
    ahead = groups(scene, trigger.end, min(end, trigger.end + reach + 20))
    if not ahead:
        return ()
    gap = free_text(scene, trigger.end, ahead[0][0].start)
    if any(trigger.end <= t.start < ahead[0][0].start for t in scene.triggers):
        return ()
    gap = terms().posts.sub("", gap)
    gap = re.sub(r"^(?:的还有|他的是|她的是|的是|的包括|者为|者是)", "", gap)
    if len(gap) > reach // 2 or re.search(r"[,，。;；:：]", gap):
        return ()
    return ahead[0]


def object_of(scene: Scene, trigger: Trigger, reach: int = 36) -> Org | None:
    """The firm right after the trigger in its clause: 离开工作10年之久的谷歌, 加入马斯克的xAI."""
    end = scene.clauses[scene.clause_of(trigger.start)][1]
    for org in scene.orgs:
        if org.start < trigger.end:
            continue
        if org.start >= end or org.start - trigger.end > reach:
            return None
        if any(trigger.end <= t.start < org.start for t in scene.triggers):
            return None
        gap = free_text(scene, trigger.end, org.start)
        gap = terms().posts.sub("", gap)
        gap = _BEFORE_OBJECT.sub("", gap, count=1)
        return org if len(gap) <= 6 and not re.match(r"[后前,，]", gap) else None
    return None


def objects_of(scene: Scene, trigger: Trigger) -> list[Org]:
    """The firms after the trigger, those coordinated with the first too: 分别加入A与B."""
    first = object_of(scene, trigger)
    found = [first] if first else []
    for org in scene.orgs:
        if found and org.start > found[-1].end:
            gap = scene.text[found[-1].end : org.start]
            if len(gap) > 20 or not re.search(r"[、和与及]", gap) or re.search(r"[,，;；:]", gap):
                break
            found.append(org)
    return found


def source_of(scene: Scene, trigger: Trigger) -> Org | None:
    """The firm that 从 brings before the trigger: 从OpenAI离职."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    found = None
    for org in scene.orgs:
        if start <= org.start and org.end <= trigger.start and trigger.start - org.end <= 40:
            lead = scene.text[max(start, org.start - 16) : org.start]
            mark = list(_FROM.finditer(lead))
            if mark and len(terms().posts.sub("", lead[mark[-1].end() :])) <= 12:
                found = org
    return found


def passive(scene: Scene, trigger: Trigger, after: int) -> bool:
    """True where 被, 遭 or 获 stands between the person and the trigger."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    return trigger.word.startswith("被") or bool(_PASSIVE.search(scene.text, max(start, after), trigger.start))


def names_of(people: Sequence[Person]) -> tuple[str, ...]:
    """The names as written."""
    return tuple(p.name for p in people)
