"""One report in, its claims out: the sentences read in order, each clause that tells of an event a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data_prep.reports.actors import find_actors
from data_prep.reports.blame import meant
from data_prep.reports.corefer import told_before, within_reach
from data_prep.reports.dates import Interval, parse
from data_prep.reports.dating import Dating, local
from data_prep.reports.denials import called_false, denial, denied_event, denies_deed, is_own, own_deed_denied
from data_prep.reports.draft import Draft, Event
from data_prep.reports.finish import rows
from data_prep.reports.generic import adjectives, country_of_most, settled
from data_prep.reports.happenings import Happening, find_happenings
from data_prep.reports.joining import completes, join, only_refers
from data_prep.reports.kinds import AERIAL, kind_in_report, kinds_of, retyped
from data_prep.reports.quotations import Quotation
from data_prep.reports.roles import SPEAKERS, Roles, read_roles
from data_prep.reports.sites import settle
from data_prep.reports.spans import Spans
from data_prep.reports.speech import BLANK, find_frames, frame_at, is_belief, masked
from data_prep.reports.timing import Dated, Timing
from data_prep.reports.unread import counts_victims, tells_of_violence
from data_prep.reports.voices import Voices
from data_prep.reports.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data_prep.reports.actors import ActorMention
    from data_prep.reports.document import Document, Sentence
    from data_prep.reports.speech import Frame
    from data_prep.reports.voices import Voice


def read_claims(document: Document) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The claims of a report as rows of the claim frame, in the order of the text, and its problems.

    A problem (``file, row, column, value, reason``) is a sentence that speaks of violence and tells of no event.
    """
    return Reading(document).run()


PLANNED = "A threat, a plan, a wish, a habit or a possibility, not an event that took place."
ACCIDENT = "People died in an accident or a disaster, and the report tells of no event that they can be of."
NO_FIGURE = "Speaks of casualties and tells neither how many nor of what event."


@dataclass(frozen=True)
class Refusal:
    """Words that tell of an event, and why they are no claim."""

    sentence: Sentence
    happening: Happening
    reason: str


class Reading:
    """One report being read. Later sentences lean on earlier ones: the last event, place, speaker and perpetrator.

    ``refusals``, where somebody asks for them, takes what was read as an event and gave no claim.
    """

    def __init__(self, document: Document, refusals: list[Refusal] | None = None) -> None:
        self.document = document
        self.refusals = refusals
        self.timing = Timing(document, parse(document.text))
        self.actors = Spans(settled(find_actors(document.text), document.text))
        self.kinds = kinds_of(self.actors.all)
        self.where = Whereabouts(document.text, self.actors)
        self.voices = Voices()
        self.events: list[Event] = []
        self.drafts: list[Draft] = []
        self.dating = Dating(self.timing, self.drafts)
        self.problems: list[dict[str, object]] = []
        self._referred: Event | None = None
        self._quotation = Quotation(self.voices, self.actors)
        self._aerial = bool(AERIAL.search(document.text))

    def run(self) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        body = [one for one in self.document.sentences if one.role == "body"]
        heads = [one for one in self.document.sentences if one.role != "body"]
        framed = [(sentence, find_frames(sentence.text)) for sentence in body]
        for number, (sentence, frames) in enumerate(framed):
            self._sentence(sentence, frames, framed[number + 1 : number + 4])
        self._quotation.close()
        for sentence in heads:
            self._sentence(sentence, find_frames(sentence.text), [])
        country = country_of_most(self.actors.all) or self.where.country
        return rows(self.document, self.events, self.drafts, country), self.problems

    # ------------------------------------------------------------ a sentence

    def _sentence(
        self, sentence: Sentence, frames: list[Frame], following: Sequence[tuple[Sentence, list[Frame]]]
    ) -> None:
        known = len(self.problems) + len(self.drafts)
        spoken = [(frame, *self._speak(sentence, frame)) for frame in frames]
        happenings = find_happenings(self._undated_words(sentence, masked(sentence.text, frames)))
        kept = [one for one in happenings if not one.planned]
        for happening in happenings:
            if happening.planned:
                self._problem(sentence, PLANNED)
                self._refuse(sentence, happening, PLANNED)
        carried = self._quotation.speaker(sentence, frames, following)
        made: list[Draft] = []
        for happening in kept:
            draft = self._draft(sentence, frames, spoken, happening, carried, made)
            if draft is not None:
                made.append(draft)
        if not kept:
            self._denial(sentence, spoken)
        if known == len(self.problems) + len(self.drafts) and tells_of_violence(sentence.text):
            self._problem(sentence, "Words of violence, in which no event could be read.")
        elif made and not any(one.happening.toll or one.denied for one in made) and counts_victims(sentence.text):
            self._problem(sentence, "A figure of people beside words of killing or injury, which could not be read.")
        if not kept and self.events:
            settle(self.events[-1], sentence, self.where.places.within(sentence.start, sentence.end))
        self.where.remember(sentence, made, first=not self.drafts)
        self.dating.remember(sentence, frames, made)

    def _undated_words(self, sentence: Sentence, text: str) -> str:
        """The sentence with its dates blanked out: the 13 of ``13 March`` counts nobody."""
        for one in self.timing.within(sentence.start, sentence.end):
            if not one.needs_anchor:
                start, end = one.start - sentence.start, min(one.end - sentence.start, len(text))
                text = text[:start] + "_" * (end - start) + text[end:]
        return text

    def _speak(self, sentence: Sentence, frame: Frame) -> tuple[Voice | None, date]:
        """Who speaks in the frame, and on which day."""
        start, end = sentence.start + frame.speaker[0], sentence.start + frame.speaker[1]
        words = sentence.text[slice(*frame.speaker)]
        voice = self.voices.speaker(words, self.actors.within(start, end)) if words.strip() else self.voices.last
        published = self.timing.base
        framed = sentence.text[frame.start : frame.end]
        spoken = self.timing.spoken(
            sentence.start + frame.start, sentence.start + frame.end, published, self.dating.anchor()
        )
        if voice is None:
            return None, spoken or published
        if spoken is None and (_EARLIER.search(framed) or not words.strip()):
            spoken = voice.clock
        if spoken is not None:
            voice.clock = spoken
        return voice, spoken or published

    # ------------------------------------------------------------ a claim

    def _draft(
        self,
        sentence: Sentence,
        frames: list[Frame],
        spoken: Sequence[tuple[Frame, Voice | None, date]],
        happening: Happening,
        carried: Voice | None,
        made: Sequence[Draft],
    ) -> Draft | None:
        hit = happening.main_hit
        frame = frame_at(frames, happening.start + (hit.start if hit else 0))
        voice, base = next(((v, day) for f, v, day in spoken if f is frame), (carried, self.timing.base))
        roles = self._roles(sentence, happening, frame, voice, made)
        if happening.only_casualties and not (happening.toll or roles.perpetrators or happening.definite):
            self._problem(sentence, NO_FIGURE)
            self._refuse(sentence, happening, NO_FIGURE)
            return None
        false = called_false(sentence.text, happening.start, happening.end)
        denied = happening.negated != (false or (frame is not None and frame.kind == "deny"))
        if denied:
            own_deed_denied(roles)
        draft = Draft(sentence, happening, roles, voice, denied, retyped(happening, roles, self.kinds))
        draft.flags |= happening.flags | ({"negated"} if denied else set())
        if voice is not None and frame is None:
            draft.flags.add("source-inferred")
        draft.sub_event_type = kind_in_report(draft, self.kinds, aerial=self._aerial)
        draft.place = self.where.of(draft, frames, self.drafts[-1] if self.drafts else None)
        told = self.dating.told(sentence, happening, frames, base, self._main_interval(happening, made))
        draft.dated = local(told, draft.place)
        if draft.killed and self.timing.is_total(sentence, happening, base):
            draft.flags.add("toll-cumulative")
        if completes(draft, made):
            self._refuse(sentence, happening, "Its figures are those of the event before it in the sentence.")
            return None
        near = within_reach(self.events)
        event = meant(draft, near) if happening.blaming else told_before(draft, near)
        if self._is_refused(draft, event):
            return None
        self._settle(draft, event, self.dating.undated(sentence, happening, frames, frame, base))
        return draft

    def _is_refused(self, draft: Draft, event: Event | None) -> bool:
        """Whether the draft tells of nothing that is not told by another; ``event``: the one it speaks of."""
        sentence, happening, why = draft.sentence, draft.happening, ""
        if happening.blaming and not happening.hits and not (event and draft.roles.perpetrators):
            why = "Blames, and the report tells of no event that it can be for."
        elif event is None and happening.accident:
            self._problem(sentence, why := ACCIDENT)
        elif event is not None and only_refers(draft) and len(sentence.text) > len(happening.text) + 10:
            self._referred, why = event, "Only refers to an event told before, and says nothing new of it."
        if why:
            self._refuse(sentence, happening, why)
        return bool(why)

    def _settle(self, draft: Draft, event: Event | None, undated: Dated) -> None:
        """Gives the draft to its event, and what the sentence leaves out to the draft."""
        draft.dated = draft.dated or self.dating.set_before(draft, event)
        if event is None:
            event = Event()
            self.events.append(event)
        else:
            join(draft, event)
        draft.dated = draft.dated or self.dating.inherited(draft) or undated
        event.add(draft)
        self.drafts.append(draft)

    def _roles(
        self, sentence: Sentence, happening: Happening, frame: Frame | None, voice: Voice | None, made: Sequence[Draft]
    ) -> Roles:
        start = sentence.start + happening.start
        inside = [_moved(actor, start) for actor in self.actors.within(start, sentence.start + happening.end)]
        inside = sorted([*inside, *adjectives(happening.text, inside)], key=lambda actor: actor.start)
        visible = [actor for actor in inside if happening.text[actor.start : actor.start + 1] not in {"", BLANK}]
        roles = read_roles(happening, visible)
        if _denies_own(sentence, frame) and voice is not None and voice.kind not in SPEAKERS:
            roles.perpetrators = roles.perpetrators or [name for name in [voice.actor] if name]
        if roles.self_named:
            if voice is not None and voice.actor and voice.kind not in SPEAKERS:
                roles.perpetrators = [voice.actor]
            elif voice is None and (made or self.drafts):
                roles.perpetrators = list((made or self.drafts)[-1].roles.perpetrators)
            roles.attribution = "stated" if roles.perpetrators else roles.attribution
        own = voice is not None and (voice.actor in roles.perpetrators or _speaks_of_own(happening, voice))
        if roles.attribution == "stated" and own:
            roles.attribution = "claimed"
        elif roles.attribution == "stated" and frame is not None and is_belief(frame.verb):
            roles.attribution = "alleged"
        return roles

    def _main_interval(self, happening: Happening, made: Sequence[Draft]) -> Interval | None:
        """The days of the event that a clause such as ``a day after ...`` is counted from."""
        main = made[-1].dated.interval if made and made[-1].dated else None
        if main is not None or not happening.opening:
            return main
        event = self._referred or (self.events[-1] if self.events else None)
        return event.dated.interval if event is not None and event.dated is not None else None

    # ------------------------------------------------------------ denials and problems

    def _denial(self, sentence: Sentence, spoken: Sequence[tuple[Frame, Voice | None, date]]) -> None:
        """``The army denied it.``: the event told last, denied."""
        denials = [(frame, voice) for frame, voice, _ in spoken if frame.kind == "deny"]
        if not denials or not self.events:
            return
        frame, voice = denials[0]
        if not denies_deed(sentence.text[frame.end :]):
            return
        inside = self.where.places.within(sentence.start + frame.end, sentence.end)
        event = denied_event(sentence, self.events, {mention.place.name for mention in inside})
        happening = denial(sentence, frame, event)
        doers = [voice.actor] if voice is not None and is_own(sentence, frame, voice, event) else []
        roles = Roles(perpetrators=doers, attribution="claimed" if doers else "unstated")
        draft = Draft(sentence, happening, roles, voice, True, event.sub_event_type, flags={"negated"})
        join(draft, event)
        event.add(draft)
        self.drafts.append(draft)

    def _refuse(self, sentence: Sentence, happening: Happening, reason: str) -> None:
        if self.refusals is not None:
            self.refusals.append(Refusal(sentence, happening, reason))

    def _problem(self, sentence: Sentence, reason: str) -> None:
        self.problems.append(
            {"file": self.document.name, "column": "sentence", "value": sentence.text, "reason": reason}
        )


_EARLIER = re.compile(
    r"\b(?:earlier|that (?:morning|day|evening|afternoon)|the same day|hours (?:before|earlier))\b", re.IGNORECASE
)


def _moved(actor: ActorMention, by: int) -> ActorMention:
    return replace(actor, start=actor.start - by, end=actor.end - by)


def _speaks_of_own(happening: Happening, voice: Voice) -> bool:
    """``"Our air force struck ...," a general said.``"""
    return voice.kind not in SPEAKERS and bool(re.search(r"\b(?:our|we)\b", happening.text, re.IGNORECASE))


def _denies_own(sentence: Sentence, frame: Frame | None) -> bool:
    """``denied having bombed``: what is denied is one's own act."""
    if frame is None or frame.kind != "deny":
        return False
    return bool(_OWN_ACT.match(sentence.text, frame.end))


_OWN_ACT = re.compile(
    r"\W*(?:\w+ing\b|(?:any|all) (?:role|involvement|responsibility|participation|part)|"
    r"(?:that )?(?:it|they|he|she|any of (?:its|their|his)|its|their|his)\b)",
    re.IGNORECASE,
)
