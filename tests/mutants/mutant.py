"""Small faults put into a program, one at a time: what a test should notice."""

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
# What no fault is put into: types, decorators, what only a type checker reads.
_LEFT_ALONE = ("annotation", "returns", "decorator_list", "type_params")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: the *number*-th that can be put into the file *path*."""

    path: Path
    number: int
    line: int  # where it is written
    lines: range  # of the statement that holds it: one of them runs where the fault acts
    scope: str  # the function or class around it
    before: str
    after: str

    def tree(self) -> ast.Module:
        """Return the file with the fault in it."""
        tree = ast.parse(self.path.read_text("utf-8"))
        for number, place in enumerate(_places(tree)):
            if number == self.number:
                place.put()
                break
        return ast.fix_missing_locations(tree)


@dataclass(slots=True)
class _Place:
    """Where a node stands in its tree, and what may stand there instead."""

    parent: ast.AST
    field: str
    index: int | None  # among the nodes of the field, None where it holds a single one
    node: ast.expr | ast.stmt
    new: ast.AST
    statement: ast.stmt
    scope: str

    def put(self, node: ast.AST | None = None) -> None:
        """Put the new node, or *node*, into the tree."""
        new = ast.copy_location(self.new, self.node) if node is None else node
        if self.index is None:
            setattr(self.parent, self.field, new)
        else:
            getattr(self.parent, self.field)[self.index] = new


def mutants(path: Path) -> list[Mutant]:
    """Return every fault that can be put into the file *path*."""
    tree = ast.parse(path.read_text("utf-8"))
    found = []
    for number, place in enumerate(_places(tree)):
        before, after = _told(place)
        lines = _lines(place.statement)
        found.append(Mutant(path, number, place.node.lineno, lines, place.scope, before, after))
    return found


def sample(paths: list[Path], number: int, seed: int) -> list[Mutant]:
    """Return *number* faults drawn over *paths*: of each file its share, and at least one."""
    dice = random.Random(seed)
    by_file = [found for path in sorted(paths) if (found := mutants(path))]
    for found in by_file:
        dice.shuffle(found)
    total = sum(map(len, by_file))
    return [
        mutant
        for found in by_file
        for mutant in found[: max(1, round(number * len(found) / total))]
    ]


def _places(tree: ast.Module) -> Iterator[_Place]:
    """Yield every place of *tree* where a fault can be put, always in the same order."""
    waiting: list[tuple[ast.AST, ast.stmt | None, str]] = [(tree, None, "")]
    while waiting:
        parent, statement, scope = waiting.pop()
        for field, value in ast.iter_fields(parent):
            if field in _LEFT_ALONE:
                continue
            several = isinstance(value, list)
            for index, node in enumerate(value if several else [value]):
                if not isinstance(node, ast.AST) or _guards_only(node):
                    continue
                inside = node if isinstance(node, ast.stmt) else statement
                within = f"{scope}.{node.name}".lstrip(".") if _named(node) else scope
                if isinstance(node, ast.expr | ast.stmt) and inside is not None:
                    for new in _variants(node, parent, field, scope):
                        place = index if several else None
                        yield _Place(parent, field, place, node, new, inside, scope or "the module")
                waiting.append((node, inside, within))


def _named(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _guards_only(node: ast.AST) -> bool:
    """Say whether *node* acts in no run of the program: for types, or against a slip of its own."""
    for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    return for_types or (isinstance(node, ast.keyword) and node.arg == "strict")  # of zip


def _variants(node: ast.AST, parent: ast.AST, field: str, scope: str) -> Iterator[ast.AST]:
    """Yield what may stand in the place of *node*."""
    match node:
        case ast.Compare(left, operators, others):
            for index, operator in enumerate(operators):
                for other in _COMPARISONS[type(operator)]:
                    changed = [*operators[:index], other(), *operators[index + 1 :]]
                    yield ast.Compare(left, changed, others)
        case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
            written = isinstance(operator, ast.Mod) and isinstance(left, ast.Constant)
            union = isinstance(operator, ast.BitOr) and not scope  # of types
            if not written and not union:
                yield ast.BinOp(left, _OPERATORS[type(operator)](), right)
        case ast.AugAssign(target, operator, value) if type(operator) in _OPERATORS:
            yield ast.AugAssign(target, _OPERATORS[type(operator)](), value)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.Constant(bool() as truth):
            yield ast.Constant(not truth)
        case ast.Constant(int() as number):
            yield ast.Constant(number + 1)
        case ast.Constant(float() as number):
            yield ast.Constant(number * 2 if number else 1.0)
        case ast.Return(ast.expr() as value):
            if not (isinstance(value, ast.Constant) and value.value is None):
                yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Call()) | ast.Raise():
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
    if field == "test" and not isinstance(parent, ast.Assert) and not _turned(node):
        yield ast.UnaryOp(ast.Not(), node)


def _turned(test: ast.AST) -> bool:
    """Say whether another fault turns this condition round already."""
    if isinstance(test, ast.Compare):
        return len(test.ops) == 1
    return isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)


def _told(place: _Place) -> tuple[str, str]:
    """Return the code before and after, with a little of what is around it."""
    short = ast.unparse(place.node), ast.unparse(ast.copy_location(place.new, place.node))
    if not isinstance(place.node, ast.Constant):
        return _first_line(short[0]), _first_line(short[1])
    before = ast.unparse(place.parent)
    place.put()
    after = ast.unparse(place.parent)
    place.put(place.node)
    return (before, after) if len(before) < 80 and "\n" not in before else short


def _first_line(code: str) -> str:
    return code if "\n" not in code else code.partition("\n")[0] + " …"


def _lines(statement: ast.stmt) -> range:
    """Return the lines of *statement*, without those of what stands under it."""
    body = getattr(statement, "body", None) or getattr(statement, "cases", None)
    last = statement.end_lineno or statement.lineno
    if body:
        first = body[0] if isinstance(body[0], ast.stmt) else body[0].pattern
        last = max(statement.lineno, first.lineno - 1)
    return range(statement.lineno, last + 1)
