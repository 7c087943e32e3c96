"""What users install: the sdist, the wheel made from it, and the lock.

CI builds both once and names them in DRAFTER_SDIST and DRAFTER_WHEEL; elsewhere they are built here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

DATA = {"clauses": {".md"}, "templates": {".yaml", ".docx", ".txt", ".md"}, "models": {".yaml", ".md", ".json", ".npz"}}
PIPELINES = PurePosixPath("models/pipelines")  # files of any name, as spaCy writes them
OTHERS = ("3.12", "3.13")
DIGEST = """
import sys
from pathlib import Path
from drafter import jobs
sample = Path(sys.argv[1])
print(*[jobs.draft(sample, languages=languages, form=form).digest
        for languages in (["en"], ["zh"], ["en", "zh"]) for form in ("full", "short")])
"""


@pytest.fixture(scope="module")
def packages(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel built from it."""
    if "DRAFTER_WHEEL" in os.environ:
        return Path(os.environ["DRAFTER_SDIST"]), Path(os.environ["DRAFTER_WHEEL"])
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "-o", str(folder), str(checkout)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(packages: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files in a folder of their own, to be imported from there."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(packages[1]) as wheel:
        wheel.extractall(folder)
    return folder


def run(*arguments: str, cwd: Path, python: str = sys.executable, path: Path | None = None) -> str:
    """Run Python elsewhere, with nothing of the checkout on its path; what it printed."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DRAFTER_LIBRARY")}
    given = {"PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"} | ({"PYTHONPATH": str(path)} if path else {})
    done = subprocess.run([python, *arguments], cwd=cwd, env=kept | given, capture_output=True, text=True,
                          encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def data_files(root: Path) -> set[str]:
    """The library's files under a folder that holds clauses/, templates/ and models/."""
    return {path.relative_to(root).as_posix() for name in DATA for path in (root / name).rglob("*") if path.is_file()}


def test_wheel_holds_the_whole_library(unpacked: Path, checkout: Path) -> None:
    assert data_files(unpacked / "drafter" / "_data") == data_files(checkout)


def test_wheel_holds_the_whole_program(unpacked: Path, checkout: Path) -> None:
    shipped = {path.relative_to(unpacked).as_posix() for path in (unpacked / "drafter").rglob("*.py")}
    assert shipped == {path.relative_to(checkout).as_posix() for path in (checkout / "drafter").rglob("*.py")}


def test_wheel_holds_nothing_else(packages: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(packages[1]) as wheel:
        names = wheel.namelist()
    stray = [name for name in names if not expected(PurePosixPath(name))]
    assert not stray
    assert len(names) == len(set(names))


def expected(path: PurePosixPath) -> bool:
    """Whether a file may be in the wheel."""
    if any(part.startswith(".") or part == "__pycache__" for part in path.parts) or path.name.endswith(".drafter.yaml"):
        return False
    match path.parts:
        case ("drafter", "_data", kind, *_):
            inside = PurePosixPath(*path.parts[2:])
            return kind in DATA and (path.suffix in DATA[kind] or inside.is_relative_to(PIPELINES))
        case ("drafter", *_):
            return path.suffix in {".py", ".json", ".html", ".css"} or path.name == "py.typed"
        case (top, *_):
            return re.fullmatch(r"drafter-[\d.]+\.dist-info", top) is not None
    return False


def test_sdist_can_be_built_and_tested(packages: tuple[Path, Path], checkout: Path) -> None:
    with tarfile.open(packages[0]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    wanted = ["pyproject.toml", "requirements.lock", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md",
              ".ci/run", "clauses/README.md", "templates/mou-defence/template.yaml", "models/fields.yaml",
              *(path.relative_to(checkout).as_posix() for path in (checkout / "tests").rglob("*.py"))]
    assert not [name for name in wanted if name not in names]
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".drafter.yaml"))]


def test_wheel_drafts_from_another_directory(unpacked: Path, sample_matter: Path, tmp_path: Path) -> None:
    place = run("-c", "from drafter.library import root; print(root.built_in())", cwd=tmp_path, path=unpacked)
    assert Path(place) == unpacked / "drafter" / "_data"
    run("-m", "drafter.cli", "draft", str(sample_matter), "-o", "sample.docx", cwd=tmp_path, path=unpacked)
    assert zipfile.is_zipfile(tmp_path / "sample.docx")
    assert (tmp_path / "sample.drafter.yaml").stat().st_size


def interpreter(version: str) -> str | None:
    """A Python of this version on this machine. (A pyenv shim may be on PATH and lead nowhere: ask it.)"""
    found = [shutil.which(f"python{version}"), *map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))]
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    for path in filter(None, found):
        done = subprocess.run([path, "-c", ask], capture_output=True, text=True, timeout=60, check=False)
        if done.stdout.strip() == version:
            return path
    return None


@pytest.mark.skipif(os.environ.get("DRAFTER_CI") != "1", reason="installs the wheel from a registry: CI only")
@pytest.mark.parametrize("version", OTHERS)
def test_same_content_under_every_python(version: str, packages: tuple[Path, Path], checkout: Path, sample_matter: Path,
                                         tmp_path: Path) -> None:
    found = interpreter(version)
    if not found:
        pytest.skip(f"no Python {version} on this machine")
    there = tmp_path / "venv"
    python = str(there / "bin" / "python")
    lock = str(checkout / "requirements.lock")
    subprocess.run(["uv", "venv", "-q", "--python", found, str(there)], check=True, timeout=60)
    install = ["uv", "pip", "install", "-q", "--python", python, "-c", lock, str(packages[1])]
    subprocess.run(install, check=True, timeout=300)
    digests = [run("-c", DIGEST, str(sample_matter), cwd=tmp_path, python=which) for which in (sys.executable, python)]
    assert digests[0]
    assert digests[0] == digests[1]


# --- the lock


def locked(checkout: Path) -> list[Requirement]:
    lines = (checkout / "requirements.lock").read_text("utf-8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if line and not line.startswith((" ", "#"))]


def test_lock_names_packages_with_hashes_and_no_addresses(checkout: Path) -> None:
    text = (checkout / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert len(re.findall(r"^\S+==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(locked(checkout))
    assert not [one.name for one in locked(checkout) if "999." in str(one.specifier)]  # placeholders, not packages


def test_lock_satisfies_pyproject(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    versions: dict[str, list[str]] = {}
    for one in locked(checkout):
        versions.setdefault(canonicalize_name(one.name), []).extend(spec.version for spec in one.specifier)
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = [Requirement(text) for texts in lists for text in texts]
    unmet = [str(one) for one in wanted
             if not any(one.specifier.contains(version) for version in versions.get(canonicalize_name(one.name), []))]
    assert not unmet, "run: uv pip compile --universal --python-version 3.11 --generate-hashes --all-extras " \
                      "pyproject.toml -o requirements.lock --no-annotate --no-header"
