"""Where the parameters of GPT-3 are, and how its paper counts operations."""

from equilibre.growth.figure import Origin
from equilibre.growth.training import training_operations
from equilibre.records import dataclass
from equilibre.texts import Words


@dataclass(frozen=True, slots=True)
class MatrixFamily:
    """One of the eight kinds of matrices of GPT-3."""

    key: str
    name: Words
    formula: Words  # "128 × 12,288 × 96 heads × 96 layers"
    group: str  # "embedding", "attention" or "mlp"
    parameters: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class CountedTraining:
    """A row of Table D.1 of the GPT-3 paper: a training counted in operations."""

    key: str
    name: str
    parameters: float
    tokens: float
    operations: float  # as printed
    petaflops_days: float  # as printed: days at 10**15 operations per second
    operations_per_parameter_and_token: float  # 6; 3 for T5
    active_share: float  # of the parameters, for one token
    model: str  # key of the model in the table of models, "" where it is not there
    origin: Origin

    @property
    def recomputed_operations(self) -> float:
        """The operations computed again from the other columns."""
        return training_operations(
            self.parameters, self.tokens, self.operations_per_parameter_and_token
        )
