"""The card of a table of the user's."""

from datetime import date

from equilibre.dates import day_words
from equilibre.learning import shelf
from equilibre.learning.card import DatasetCard
from equilibre.learning.own.plan import LONGEST_LEVEL, Choice, Plan
from equilibre.learning.own.table import Table
from equilibre.learning.own.wording import shown
from equilibre.texts import Words

LONGEST_NAME = 60  # characters
_MOST_ROWS_AT_FIRST = 20_000  # of training: more would make the first curve slow


def card_of(table: Table, choice: Choice, plan: Plan) -> DatasetCard:
    """Return the card of *table* learned from as *plan* says."""
    name = shown(choice.name, LONGEST_NAME) or table.name
    told = f"{table.sha256} {choice.target!r} {choice.task} {sorted(choice.used)} {name}"
    key = shelf.own_key(name, told.encode())
    training_rows = plan.rows - plan.test_rows
    name = _free_name(name, key)
    today = day_words(date.today())
    return DatasetCard(
        key=key,
        name=Words(name, name),
        question=Words(
            f"What is “{choice.target}” in this row?",
            f"Que vaut «\u202f{choice.target}\u202f» sur cette ligne\u202f?",
        ),
        task=choice.task,
        rows=plan.rows,
        columns=len(plan.features),
        row_name=Words("rows", "lignes"),
        source=Words(
            f"Your own file “{table.name}” (SHA-256 {table.sha256[:12]}…), brought on {today.en}; "
            "it stays on this computer.",
            f"Votre propre fichier «\u202f{table.name}\u202f» (SHA-256 {table.sha256[:12]}…), "
            f"apporté le {today.fr}\u202f; il reste sur cet ordinateur.",
        ),
        licence="",
        honest_for=_honest_for(table, choice, plan),
        origin="own",
        classes=tuple(Words(_level(each), _level(each)) for each in plan.classes),
        column_names=plan.names,
        target_name=None if plan.classes else Words(choice.target, choice.target),
        share=min(1.0, _MOST_ROWS_AT_FIRST / training_rows),
    )


def _level(level: str) -> str:
    return shown(level, LONGEST_LEVEL)


def _free_name(name: str, key: str) -> str:
    """Return *name*, with a number where another data set of the shelf has it."""
    taken = {str(shelf.card(each).name) for each in shelf.keys() if each != key}  # noqa: SIM118
    free, twin = name, 1
    while free in taken:
        twin += 1
        free = f"{name} ({twin})"
    return free


def _honest_for(table: Table, choice: Choice, plan: Plan) -> Words:
    english = ["Seeing what can be learned from these rows, and nothing about others than these:"]
    french = ["Voir ce qu’on peut apprendre de ces lignes, et rien d’autre qu’elles\u202f:"]
    grouped = f"{plan.test_rows:,}".replace(",", "\u202f")
    english.append(f"nobody checked them. {plan.test_rows:,} rows judge the model")
    french.append(f"personne ne les a vérifiées. {grouped} lignes jugent le modèle")
    if plan.classes:
        points = 100 * plan.largest_chance
        english[-1] += f": a gap of less than {points:.2g} points may be chance."
        plural = "s" if points >= 2 else ""  # noqa: PLR2004 - French plurals begin at two
        gap = f"{points:.2g}".replace(".", ",") + f" point{plural}"
        french[-1] += f"\u202f: un écart de moins de {gap} peut être un hasard."
    else:
        english[-1] += "."
        french[-1] += "."
    used = [each for each in table.columns if each.name in choice.used]
    if any(each.missing and each.kind == "number" for each in used):
        english.append(
            "A missing number is replaced by the median of its column over the training rows, and "
            "a column beside it tells so."
        )
        french.append(
            "Un nombre manquant est remplacé par la médiane de sa colonne sur les lignes "
            "d’entraînement, et une colonne à côté le dit."
        )
    left_out = table.rows - plan.rows
    if left_out:
        rows = "rows" if left_out > 1 else "row"
        english.append(f"Left out, as what is to be predicted is missing there: {left_out} {rows}.")
        french.append(
            "Laissées de côté, car ce qui est à prédire y manque\u202f: "
            f"{left_out} ligne{'s' if left_out > 1 else ''}."
        )
    return Words(" ".join(english), " ".join(french))
