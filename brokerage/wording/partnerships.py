"""The steps of a partnership's file, in their order, and what each waits for."""

from brokerage.enums import PartnershipKind, PartnershipState, Phase, Progress, StandardTask

PHASE_OF: dict[StandardTask, Phase] = {
    StandardTask.AGREEMENT: Phase.AGREE,
    StandardTask.OBJECTIVES: Phase.PREPARE,
    StandardTask.DAYS: Phase.PREPARE,
    StandardTask.MONEY: Phase.PREPARE,
    StandardTask.CONTACT: Phase.WORK,
    StandardTask.REVIEWS: Phase.WORK,
    StandardTask.NOW: Phase.LOOK_BACK,
    StandardTask.EVALUATOR: Phase.LOOK_BACK,
    StandardTask.EVALUATION: Phase.LOOK_BACK,
    StandardTask.CLOSING: Phase.LOOK_BACK,
}

# What comes first. A task without a row here waits for the agreement alone.
AFTER: dict[StandardTask, StandardTask] = {
    StandardTask.NOW: StandardTask.OBJECTIVES,
    StandardTask.EVALUATION: StandardTask.EVALUATOR,
    StandardTask.CLOSING: StandardTask.EVALUATION,
}
# Can begin while the heads have not agreed yet: what they agree to is written in them.
FROM_THE_START = {StandardTask.AGREEMENT, StandardTask.OBJECTIVES, StandardTask.DAYS, StandardTask.MONEY}
# Without them nothing is agreed or closed.
NEVER_LEFT_OUT = {
    StandardTask.AGREEMENT,
    StandardTask.EVALUATOR,
    StandardTask.EVALUATION,
    StandardTask.CLOSING,
}
LEFT_OUT_OF_A_LINK = {StandardTask.MONEY, StandardTask.REVIEWS, StandardTask.DAYS}

STATE_TAGS = {
    PartnershipState.AGREEING: "waiting",
    PartnershipState.ACTIVE: "acting",
    PartnershipState.PAUSED: "warning",
    PartnershipState.STOPPED: "outline",
    PartnershipState.CLOSED: "outline",
}
PROGRESS_TAGS = {Progress.GREEN: "good", Progress.AMBER: "warning", Progress.RED: "bad"}


def tasks_of_kind(kind: PartnershipKind) -> list[StandardTask]:
    """A lighter link keeps a lighter file."""
    light = kind == PartnershipKind.LIGHT_LINK
    return [task for task in StandardTask if not (light and task in LEFT_OUT_OF_A_LINK)]
