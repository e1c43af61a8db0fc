"""The process in words: states with their tags, whom each waits for, what happens next."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schools.enums import CycleState, JudgementState, JudgementStepKind

S = JudgementState
K = JudgementStepKind

STATE_TAGS = {
    S.GATHERING: "quiet",
    S.DRAFTED: "waiting",
    S.AGREED: "good",
    S.DISPUTED: "warning",
    S.AUTHORITY_MODERATED: "",
    S.FINAL: "acting",
    S.APPEALED: "warning",
}
CYCLE_TAGS = {
    CycleState.PREPARING: "quiet",
    CycleState.OPEN: "waiting",
    CycleState.MODERATING: "",
    CycleState.PUBLISHED: "acting",
    CycleState.CLOSED: "quiet",
}
WAITS_FOR = {
    S.GATHERING: pgettext_lazy("waits for", "the adviser"),
    S.DRAFTED: pgettext_lazy("waits for", "the head and the governing body"),
    S.AGREED: pgettext_lazy("waits for", "the authority’s moderation"),
    S.DISPUTED: pgettext_lazy("waits for", "the authority’s moderation"),
    S.AUTHORITY_MODERATED: pgettext_lazy("waits for", "the region’s moderation"),
    S.FINAL: pgettext_lazy("waits for", "nobody"),
    S.APPEALED: pgettext_lazy("waits for", "whoever decides the appeal"),
}

# After an act that others will see: what was done, and what happens next, in that order.
PROPOSED_NEXT = [
    _("The headteacher and the governing body have been told, and each answers separately."),
    _("When both agree, or one disputes, the level goes to the authority for moderation."),
    _("Until it is published, only the school, its adviser, the authority and the consortium see it."),
]
ANSWERED_NEXT = [
    _("When both sides have agreed, or one disputes, the authority moderates the level."),
    _("After that the region moderates it, and you are told the final level."),
    _("Your name, the time and your words stand in the history of the level."),
]
FINAL_NEXT = [
    _("The headteacher, the governing body and the adviser have been told."),
    _("The headteacher can appeal until the last day for appeals."),
    _("When the consortium publishes the year, the level becomes current."),
]
DONE = {
    K.PROPOSED: (_("The draft is with the school"), PROPOSED_NEXT),
    K.REVISED: (_("The new draft is with the school"), PROPOSED_NEXT),
    K.HEAD_AGREED: (_("You agreed with the draft"), ANSWERED_NEXT),
    K.GOVERNOR_AGREED: (_("You agreed with the draft for the governing body"), ANSWERED_NEXT),
    K.HEAD_DISPUTED: (
        _("You disputed the draft"),
        [
            _("The adviser has been told, reads your reason, and can put a new draft to you."),
            _("Otherwise the authority moderates the level with your reason before it."),
            _("Your name, the time and your words stand in the history of the level."),
        ],
    ),
    K.AUTHORITY_CONFIRMED: (
        _("You confirmed the level for the authority"),
        [_("The consortium has been told, and moderates it for the region.")],
    ),
    K.AUTHORITY_CHANGED: (
        _("You changed the level for the authority"),
        [
            _("The consortium has been told, and moderates it for the region."),
            _("The school and its adviser read your reason in the history of the level."),
        ],
    ),
    K.REGION_CONFIRMED: (_("The level is final"), FINAL_NEXT),
    K.REGION_CHANGED: (_("The level is changed and final"), FINAL_NEXT),
    K.APPEALED: (
        _("You appealed"),
        [
            _("Those who may decide the appeal have been told. Nobody who moderated the level decides it."),
            _("You are told the decision, with its reason."),
            _("Until then the level stands as it is."),
        ],
    ),
    K.APPEAL_ALLOWED: (
        _("The appeal is decided: the level is changed"),
        [_("The headteacher, the governing body and the adviser have been told, with your reason.")],
    ),
    K.APPEAL_DISMISSED: (
        _("The appeal is decided: the level stays"),
        [_("The headteacher, the governing body and the adviser have been told, with your reason.")],
    ),
    K.AMENDED: (
        _("The level is amended"),
        [_("The headteacher, the governing body and the adviser have been told, with your reason.")],
    ),
}
DONE[K.GOVERNOR_DISPUTED] = (_("You disputed the draft for the governing body"), DONE[K.HEAD_DISPUTED][1])
