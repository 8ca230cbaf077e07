"""What the words right before and right behind a figure tell of it."""

from __future__ import annotations

from figtag.mentions import Mention
from figtag.nouns import Line
from figtag.subjects.context import Context
from figtag.subjects.region import Said, shape, split
from figtag.word_classes import (
    ABOUT,
    ACTORS,
    ADVERB,
    AND,
    CLAUSE,
    DATE,
    DETERMINER,
    FIGURE,
    FOR,
    GERUND,
    IN,
    LOOSE,
    MODIFIERS,
    NAME,
    NOUN,
    OF,
    OWNER,
    OWNING,
    PREPOSITION,
    PREPOSITIONS,
    RELATIVE,
    THING,
    VALUE,
    VERB,
)

_BEFORE_CLAUSE = AND + CLAUSE + RELATIVE + ',;:-"'
_COUNTED = THING + OF + MODIFIERS + IN + FIGURE
"""What may stand between a figure that is a subject and its verb."""
_OF_IN = OF + IN
_OWNED_BY = ABOUT + VALUE
_JOINTS = PREPOSITIONS + ":="
_VALUED = OF + VALUE + ":="
"""Those that put a value to what stands before them."""
_ADJECTIVES = ADVERB + NOUN
_VERBAL = VERB + GERUND
_TELLING = THING + FIGURE + GERUND + CLAUSE + ","
"""What may stand before a figure and tell of it."""
_BEHIND_VERB = MODIFIERS + VALUE + ACTORS
"""What may stand between a verb and a figure that it measures."""


def is_base(line: Line, at: int, mention: Mention, after: tuple[int, int]) -> bool:
    """True for what a factor multiplies: "1.9 times [earnings]", but not "a 2x [speed increase]"."""
    joined = after[0] == at + 1 and line.kinds[max(at - 1, 0)] not in OWNING
    bare = mention.unit == "" and mention.counted is None and not is_share(mention)
    return joined and bare and not line.text[line.ends[at] - 1].isdecimal()


def is_size(mention: Mention, line: Line, after: tuple[int, int]) -> bool:
    """True for a figure right before a noun, in a unit that is neither money nor percent."""
    size = mention.unit not in ("", "percent") and not mention.unit[:3].isupper()
    return size and line.kinds[after[0] - 1] == FIGURE


def is_share(mention: Mention) -> bool:
    """True for a part of things without a unit: "six in ten residents", "a third of the staff"."""
    return mention.unit == "" and mention.unit_text is None and mention.high is not None and mention.high < 1


def adjectives(line: Line, at: int) -> int:
    """The adjective right before a figure, "an impressive 5 minutes", "the remaining half"; else the figure."""
    kinds = line.kinds
    if at > 1 and kinds[at - 1] == NOUN and kinds[at - 2] in OWNING and not line.possessive[at - 1]:
        return at - 1
    return at


def leads_clause(context: Context, line: Line, at: int, mention: Mention) -> bool:
    """True when a figure is itself the subject: "about 70% voted", ", while a third of the staff left".

    A figure that opens its sentence is, and so is one that is or was something: "data suggest 70% are late".
    """
    kinds = line.kinds
    back = adjectives(line, at) - 1
    while back >= 0 and kinds[back] in LOOSE:
        back -= 1
    said = back > 0 and (kinds[back] == VERB or line.lower[back] in context.grammar.temporal)
    if back >= 0 and kinds[back] not in _BEFORE_CLAUSE and not said:
        return False
    if back < 0 and (is_share(mention) or kinds[at + 1 : at + 2] == [OF]):
        return True
    i = at + 1
    count = len(kinds)
    while i < count and i - at < 14 and kinds[i] in _COUNTED:
        i += 1
    if i >= count or kinds[i] != VERB:
        return False
    if said:
        return line.lower[i] in context.grammar.copulas
    return i not in line.participles or back < 0 or kinds[back] != AND


def verb_before(line: Line, at: int) -> int | None:
    """The verb that a figure with its determiner is the object or predicate of: "is a $5 symbiosis"."""
    back = at - 1
    while back >= 0 and line.kinds[back] in LOOSE:
        back -= 1
    found = back >= 0 and back < at - 1 and line.kinds[back] == VERB and back not in line.participles
    return back if found else None


def phrase_behind(context: Context, line: Line, at: int, mention: Mention) -> tuple[int, int] | None:
    """What follows a figure and its unit: "a 98% [bounce rate]", "128GB of [HBM]", "$5 million in [revenue]".

    After a count it is what the counted things are of: "5,700 categories of [products]".
    """
    kinds, count = line.kinds, len(line.kinds)
    first = at + 1
    if first < count and kinds[first] == "(" and line.partner.get(first, count) + 1 < count:
        # "a 5 mile (8 km) journey"
        first = line.partner[first] + 1
        if kinds[first] not in THING:
            return None
    if mention.counted is not None:
        first = line.after(at, mention)
        if first >= count or kinds[first] != OF or not leads_clause(context, line, at, mention):
            return None
    if first >= count:
        return None
    if kinds[first] in THING:
        return line.phrase_after(first)
    if kinds[first] == ADVERB and kinds[first + 1 : first + 2] == [NOUN]:
        # "a 5% lower risk"
        phrase = line.phrase_after(first + 1)
        return phrase if phrase is not None and context.is_measure(line.said(*phrase)) else None
    if line.lower[first] in context.grammar.testing and mention.unit == "percent" and mention.change is None:
        # "71% on [GPQA]", not "paid 5% on Monday"
        phrase = line.phrase_after(first + 1)
        return phrase if phrase is not None and _is_coined(line.said(*phrase)) else None
    if kinds[first] in _OF_IN:
        inner = first + 1
        while inner < count and kinds[inner] == FIGURE:
            inner += 1
        phrase = line.phrase_after(inner) if inner < count else None
        if phrase is None or kinds[first] == OF:
            return phrase
        if first + 1 == phrase[0] and context.is_measure(line.said(*phrase)):
            return phrase
    return None


def _is_coined(name: str) -> bool:
    """True for a name as products and tests have them, with several capitals: ``GPQA Diamond``, ``HumanEval``."""
    return sum(sign.isupper() for sign in name) > 1 and all(word[0].isupper() for word in name.split())


def owner_behind(line: Line, at: int) -> tuple[int, int] | None:
    """The name behind a measured property: "context window for [GPT-5.5]", "investment from [Acme]"."""
    if at < len(line) and line.kinds[at] in _OWNED_BY:
        phrase = line.phrase_after(at + 1)
        if phrase is not None and NAME in line.kinds[phrase[0] : phrase[1] + 1]:
            return phrase
    return None


def before_figure(
    context: Context, line: Line, at: int, told: dict[int, Said], *, attributive: bool, counted: bool
) -> Said | None:
    """What the words right before a figure tell of it.

    "Amazon's $5 investment", "[revenue] of $5", "raised its [price] to $5", "with a [net worth] of $5", "make the
    [lamp] $5 cheaper", "[people] earning $5", "[Maddon], 66,", "up 5% to $5".
    """
    kinds = line.kinds
    owner = _owner_before(line, at)
    if owner is not None:
        return Said(entity=owner)
    back = adjectives(line, at) - 1
    while back >= 0 and kinds[back] in LOOSE:
        back -= 1
    if back < 0:
        return None
    determined = DETERMINER in kinds[back + 1 : at]
    joined = kinds[back] in _JOINTS
    valued = kinds[back] in _VALUED
    of = kinds[back] == OF
    if joined and line.lower[back] in context.grammar.having:
        holder = _holder(context, line, back - 1)
        if holder is not None:
            return Said(entity=holder, aside=True)
    if joined:
        back -= 1
        while back >= 0 and kinds[back] == ADVERB:
            back -= 1
        if back > 0 and kinds[back] == OF:
            # "a profit of between $5 and $6"
            back, of, valued = back - 1, True, True
    if back < 0 or at - back > 6 or kinds[back] not in _TELLING:
        return None
    change = _change_of(line, at, told)
    if change is not None:
        return change
    if kinds[back] == CLAUSE and back < at - 1 and back > 1 and back - 2 in told and kinds[back - 1] == ",":
        # "billions, if not trillions"
        return Said(told[back - 2].entity, told[back - 2].property)
    if kinds[back] == FIGURE:
        if back not in told or not (joined or back == at - 1) or determined:
            return None
        if _is_apart(context, line, back + 1, counted=counted):
            return None
        other = told[back]
        return None if other.entity is None and other.property is None else Said(other.entity, other.property)
    if (
        kinds[back] == ","
        and not joined
        and kinds[at + 1 : at + 2] == [","]
        and back
        and line.text[line.starts[back - 1]].isupper()
    ):
        phrase = line.phrase_before(back - 1)
        return Said(entity=phrase)
    if kinds[back] == "," and not joined and back and kinds[back - 1] in THING and _is_apposition(line, at):
        phrase = _head_noun(line, back - 1)
        return None if phrase is None else shape(context, line, phrase)
    if (
        back == at - 2
        and kinds[at - 1] == DETERMINER
        and kinds[back] == ","
        and attributive
        and kinds[back - 1] == NAME
    ):
        # "[Acme 2], a 5 kW heater that runs"
        return Said(entity=line.phrase_before(back - 1))
    if kinds[back] == GERUND and joined and back and kinds[back - 1] in THING:
        phrase = line.phrase_before(back - 1)
        return None if phrase is None else shape(context, line, phrase)
    if kinds[back] not in THING or (joined and not valued):
        return None
    phrase = line.phrase_before(back)
    if phrase is None:
        return None
    if attributive and not joined and NAME not in kinds[phrase[0] : phrase[1] + 1]:
        return None
    loose = joined and not of and kinds[at - 1] not in ":="
    if counted and loose and (determined or not context.counts(line.lower[back])):
        # "grants to 47 towns", "points from the next two rounds"
        return None
    equal = kinds[at - 1] == "="
    generic = phrase[0] == phrase[1] and line.lower[back] in context.words.generic["value"]
    if generic and not equal and (of or not joined):
        return None
    if not joined and _is_receiver(context, line, phrase):
        return None
    measured = context.is_measure(line.said(*phrase))
    if measured and kinds[phrase[0] - 1 : phrase[0]] == [OF] and phrase[0] > 1:
        # "a margin of error of 4 points"
        outer = line.phrase_before(phrase[0] - 2)
        if outer is not None and context.is_measure(line.said(*outer)):
            phrase = outer[0], phrase[1]
    parted = Said(entity=phrase)
    if measured:
        split(context, line, parted)
    elif equal or (of and not determined and kinds[phrase[0] - 1 : phrase[0]] == [DETERMINER]):
        # "(n = 12)", "a network of 5 nodes"
        own = of and phrase[0] == 1 and kinds[at + 1 : at + 2] == [VERB]
        return Said(entity=phrase) if own else Said(property=phrase)
    elif (joined and not of and kinds[at - 1] != ":") or (determined and not of):
        return None
    if parted.entity is None and parted.property is not None:
        # "brothers with a net worth of $5"
        front = parted.property[0] - 1
        while front >= 0 and kinds[front] in LOOSE:
            front -= 1
        if front > 0 and kinds[front] in PREPOSITION and kinds[front - 1] in THING:
            parted.entity = line.phrase_before(front - 1)
    return parted


def counterpart(context: Context, line: Line, at: int, end: int, told: dict[int, Said]) -> Said | None:
    """The other thing of a comparison: "it scored 78%, compared with [72% for Zephyr 2]"."""
    if not told or line.kinds[end : end + 1] != [FOR]:
        return None
    phrase = line.phrase_after(end + 1)
    if phrase is None or line.lower[phrase[1]] in context.words.generic["variant"]:
        return None
    back = at - 1
    while back >= 0 and line.kinds[back] in LOOSE:
        back -= 1
    comparing = context.grammar.comparing
    compared = any(line.lower[word] in comparing for word in range(max(back - 1, 0), back + 1))
    parallel = line.kinds[back] in AND + "," and FOR in line.kinds[max(told) + 1 : back]
    if back < 0 or not (compared or parallel):
        return None
    shaped = shape(context, line, phrase)
    return Said(shaped.entity, shaped.property or told[max(told)].property)


def _is_apart(context: Context, line: Line, at: int, *, counted: bool) -> bool:
    """True for a word that parts a figure from the one before it: "5 lamps [for] $6", "5% [in] 3 towns"."""
    kind = line.kinds[at]
    if kind in FOR:
        return True
    return kind in PREPOSITION and kind not in VALUE and (counted or line.lower[at] not in context.grammar.comparing)


def _change_of(line: Line, at: int, told: dict[int, Said]) -> Said | None:
    """What changed by a figure behind a comma: "a profit of $5 on Monday, [down 8%]"."""
    back = at - 1
    while back >= 0 and line.kinds[back] == ADVERB:
        back -= 1
    if not told or back == at - 1 or back < 0 or line.kinds[back] != ",":
        return None
    last = max(told)
    if VERB in line.kinds[last:at]:
        return None
    return Said(told[last].entity, told[last].property)


def _holder(context: Context, line: Line, last: int) -> tuple[int, int] | None:
    """What has the figure behind "with": "[firms] with 5 people", "we need a [hall] with 5 seats".

    A thing that is known needs nothing to tell it: in "Acme won the race with 5 points" it is the winner's.
    """
    phrase = line.phrase_before(last) if last >= 0 else None
    if phrase is None:
        return None
    start = phrase[0] - 1
    bare = start < 0 or line.kinds[start] not in OWNING
    if bare and not line.lower[last].endswith(context.grammar.plural):
        # "in spring with 5 members"
        return None
    known = start >= 0 and (line.kinds[start] == OWNER or line.lower[start] in context.grammar.definite)
    if known or (bare and NAME in line.kinds[phrase[0] : last + 1]):
        while start >= 0 and line.kinds[start] not in VERB + CLAUSE + RELATIVE + ";:":
            start -= 1
        if start >= 0 and line.kinds[start] == VERB:
            return None
    measured = context.is_measure(line.said(*phrase)) and not context.counts(line.lower[last])
    return None if measured else phrase


def _is_apposition(line: Line, at: int) -> bool:
    """True for a figure that says how much the thing before the comma is: "the rain, 640 mm in ten weeks, fell"."""
    i = at + 1
    while i < len(line) and i - at < 7 and line.kinds[i] in PREPOSITION + DETERMINER + FIGURE + DATE + NOUN:
        i += 1
    inside = line.kinds[at + 1 : i]
    return i < len(line) and line.kinds[i] in ",)" and (not inside or inside[0] in PREPOSITION)


def _head_noun(line: Line, last: int) -> tuple[int, int] | None:
    """The noun phrase that ends at a word, that which "of" joins it to before it: "[the rain] of that winter"."""
    phrase = line.phrase_before(last)
    while phrase is not None:
        front = phrase[0] - 1
        while front >= 0 and line.kinds[front] in OWNING:
            front -= 1
        if front > 0 and line.kinds[front] == RELATIVE:
            # "of that winter"
            front -= 1
        if front <= 0 or line.kinds[front] != OF:
            break
        outer = line.phrase_before(front - 1)
        if outer is None:
            break
        phrase = outer
    return phrase


def _is_receiver(context: Context, line: Line, phrase: tuple[int, int]) -> bool:
    """True for whom something costs or gives a figure: "cost [the owner] $5", "told [reporters]"."""
    front = phrase[0] - 1
    while front >= 0 and line.kinds[front] in MODIFIERS:
        front -= 1
    return front >= 0 and line.kinds[front] == VERB and line.lower[front] in context.words.indirect


def _owner_before(line: Line, at: int) -> tuple[int, int] | None:
    """The owner right before a figure or its adjectives: "[Amazon]'s $50B investment"."""
    kinds, possessive = line.kinds, line.possessive
    back = at - 1
    while back >= 0 and at - back < 4 and kinds[back] in _ADJECTIVES and not possessive[back]:
        back -= 1
    if back >= 0 and possessive[back]:
        return line.phrase_before(back)
    return None


def measuring_verb(context: Context, line: Line, at: int, mention: Mention) -> tuple[int, int] | None:
    """The verb that names what its object measures: "the lamp [costs] $5", "[took] between 5 and 9 minutes".

    Between them may stand who pays, "cost us $5".
    """
    if mention.counted is not None:
        return None
    kinds = line.kinds
    back = at - 1
    while back >= 0 and at - back < 6 and kinds[back] in _BEHIND_VERB:
        back -= 1
    verb = line.lower[back] if back >= 0 and kinds[back] in _VERBAL else ""
    part = mention.unit.startswith(("percent", "basis_point")) and verb not in context.words.rating
    if verb not in context.words.measuring or part:
        return None
    received = any(kind in ACTORS for kind in kinds[back + 1 : at])
    if received and (verb not in context.words.indirect or any(kind in VALUE for kind in kinds[back + 1 : at])):
        return None
    return back, back
