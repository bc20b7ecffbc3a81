"""Use overtakes training after 3 D tokens, whatever the size: in words; knows no screen."""

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.model import Model
from equilibre.growth.training import OPERATIONS_PER_PARAMETER_AND_TOKEN
from equilibre.growth.use import break_even_tokens, tokens_seen, training_factor
from equilibre.texts import _
from equilibre.ui.growth.use.state import Card

TEACHING_MODEL = "gpt-3"


def example(model: Model, tokens_per_answer: float, unverified: bool) -> str:
    """Return the theorem in the figures of *model*, of GPT-3 where its tokens are unknown."""
    seen = tokens_seen(model, unverified)
    if seen is None:
        if model.key == TEACHING_MODEL:
            return ""
        return example(catalogue.model(TEACHING_MODEL), tokens_per_answer, unverified)
    factor = training_factor(model, unverified)
    tokens = break_even_tokens(seen, factor)
    words = {
        "model": model.name,
        "tokens": numbers.scientific(tokens, 2),
        "seen": numbers.large(seen, 2),
        "answers": numbers.large(tokens / tokens_per_answer, 2),
        "length": numbers.significant(tokens_per_answer, 2),
        "factor": numbers.significant(factor, 2),
    }
    if factor == OPERATIONS_PER_PARAMETER_AND_TOKEN:
        return _(
            "{model}: 3 × {seen} = {tokens} tokens, or {answers} answers of {length} tokens."
        ).format(**words)
    return _(
        "{model} (training: {factor} N D): {tokens} tokens, or {answers} answers "
        "of {length} tokens."
    ).format(**words)


def card() -> Card:
    """Return where the theorem comes from, and what it takes for granted."""
    assumed = catalogue.assumptions()
    training = assumed["operations_per_parameter_and_token"]
    use = assumed["operations_per_parameter_and_generated_token"]
    return Card(
        _("Use overtakes training after 3 D tokens"),
        (
            _(
                "N is the number of parameters that work for one token, D the number of tokens "
                "seen during the training."
            ),
            _("Training, 6 N D: {why}.").format(why=training.basis),
            _("Use, 2 N for each token: {why}.").format(why=use.basis),
            _(
                "6 N D ÷ 2 N = 3 D: the size drops out. It is the same energy per operation in "
                "both that is taken for granted; serving few people at once takes more."
            ),
        ),
        training.origin,
    )
