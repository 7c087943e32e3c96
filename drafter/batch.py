"""Many documents at once: files of folders, processes side by side, results kept so that an interrupted run goes on."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from drafter.checking import Input, Options, one
from drafter.errors import DrafterError, Problem
from drafter.files import there
from drafter.report.data import Result

SUFFIXES = frozenset({".docx", ".pdf", ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".odt", ".rtf", ".doc"})
_WARM = b"Article 1. The Police shall train the personnel of the unit in human rights, and the Company shall pay for it.\n"


@dataclass(frozen=True)
class Outcome:
    """What became of one input: a result, or the problems that kept it from being read."""

    name: str
    result: Result | None = None
    problems: tuple[Problem, ...] = ()


def expand(names: Sequence[str]) -> tuple[list[Input], list[str]]:
    """Files named, and those in folders named, each once and in order; and the files of folders that are of no kind that is read.

    Raises DrafterError when a folder holds nothing to read.
    """
    found: dict[str, Input] = {}
    left: list[str] = []
    empty = []
    for name in names:
        path = Path(name)
        if not there(path, folder=True):
            found.setdefault(name, Input(name))
            continue
        inside = [p for p in sorted(path.rglob("*")) if p.is_file() and not any(x.startswith(".") for x in p.relative_to(path).parts)]
        readable = [p for p in inside if p.suffix.lower() in SUFFIXES and not p.name.startswith("~$")]
        left += [str(p) for p in inside if p not in readable]
        found |= {str(p): Input(str(p)) for p in readable if str(p) not in found}
        if not readable:
            empty.append(Problem(name, 0, 0, "holds no file that is read", "read are " + " ".join(sorted(SUFFIXES))))
    if empty:
        raise DrafterError(empty)
    return list(found.values()), left


def many(sources: Sequence[Input], options: Options, *, jobs: int = 1, store: Path | None = None,
         done: Callable[[Outcome], None] = lambda _: None) -> list[Outcome]:
    """Check documents, `jobs` at a time; outcomes in the order of the inputs. One that fails never stops the rest.

    `store`: a folder where results are kept, so that an interrupted run goes on where it stopped. `done` is told of
    each outcome when it is there.
    """
    kept = _Store(store, options) if store else None
    outcomes: dict[int, Outcome] = {}
    for number, outcome in _run(sources, options, jobs, kept):
        outcomes[number] = outcome
        done(outcome)
    return [outcomes[n] for n in range(len(sources))]


def _run(sources: Sequence[Input], options: Options, jobs: int, kept: _Store | None) -> Iterator[tuple[int, Outcome]]:
    todo = []
    for number, source in enumerate(sources):
        known = kept.find(source) if kept else None
        if known is not None:
            yield number, Outcome(source.name, known)
        else:
            todo.append((number, source))
    pairs = _pooled(todo, options, min(jobs, len(todo))) if jobs > 1 and len(todo) > 1 else \
        ((n, attempt(s, options)) for n, s in todo)
    for number, outcome in pairs:
        if kept and outcome.result:
            kept.keep(sources[number], outcome.result)
        yield number, outcome


def attempt(source: Input, options: Options) -> Outcome:
    """Check one document, whatever happens."""
    try:
        return Outcome(source.name, one(source, options))
    except DrafterError as error:
        return Outcome(source.name, problems=error.problems)
    except (RecursionError, MemoryError):
        return Outcome(source.name, problems=(Problem(source.name, 0, 0, "too large or too deeply nested to be checked"),))
    except Exception as error:  # one bad file never stops the rest
        return Outcome(source.name, problems=(Problem(source.name, 0, 0, f"could not be checked: {type(error).__name__}: {error}",
                                                      "please report this"),))


def _pooled(todo: Sequence[tuple[int, Input]], options: Options, jobs: int) -> Iterator[tuple[int, Outcome]]:
    """Several at a time. A document that kills its process is tried again alone, with those that were under way."""
    broken = []
    warm(options)
    with ProcessPoolExecutor(jobs) as pool:
        running: dict[Future[Outcome], tuple[int, Input]] = {pool.submit(attempt, s, options): (n, s) for n, s in todo}
        for future in as_completed(running):
            number, source = running[future]
            try:
                yield number, future.result()
            except BrokenProcessPool:
                broken.append((number, source))
    for number, source in broken:
        yield number, _isolated(source, options)


def warm(options: Options) -> None:
    """Read library, cues and words before processes are forked, so that each of them has them at once."""
    with contextlib.suppress(DrafterError):
        one(Input("warm-up.txt", _WARM), options)


def _isolated(source: Input, options: Options) -> Outcome:
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(attempt, source, options).result()
        except BrokenProcessPool:
            return Outcome(source.name, problems=(Problem(source.name, 0, 0, "the check of this file ended unexpectedly"),))


class _Store:
    """Results of earlier runs, by the content of the document, the library, the program and the options."""

    def __init__(self, folder: Path, options: Options) -> None:
        self.folder = folder
        self.digest = digest(options)

    def path(self, source: Input) -> Path | None:
        try:
            blob = source.blob if source.blob is not None else Path(source.name).read_bytes()
        except (OSError, ValueError):
            return None
        key = hashlib.sha256(blob + b"\0" + Path(source.name).suffix.lower().encode() + self.digest.encode()).hexdigest()
        return self.folder / f"{key}.json"

    def find(self, source: Input) -> Result | None:
        path = self.path(source)
        if path is None:
            return None
        try:
            found = Result.read(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return replace(found, data={**found.data, "file": source.name})

    def keep(self, source: Input, found: Result) -> None:
        from drafter.files import write_all

        path = self.path(source)
        if path is not None:
            with contextlib.suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
            write_all({path: found.json().encode("utf-8", "surrogatepass")}, force=True)


def digest(options: Options) -> str:
    """What a result depends on beside its document: program, library and options."""
    from drafter.library import root

    total = hashlib.sha256(repr((options.kind, options.languages, options.model, options.sensitive)).encode())
    own = root.overlay(options.own)
    for folder in (Path(str(files("drafter"))), root.built_in() / "models", root.built_in() / "clauses", *((own,) if own else ())):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".yaml", ".md")):
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
