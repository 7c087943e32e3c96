"""What several tests share: the checkout, the library, a sample matter, the programs of the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import drafter
from drafter.library import load
from drafter.schema import Library

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread a worker: tests run side by side
CHECKOUT = Path(__file__).resolve().parents[1]
CI = os.environ.get("DRAFTER_CI") == "1"


def pytest_configure() -> None:
    """In CI the tests judge the installed wheel; fail at once when they would judge the checkout."""
    if CI and Path(drafter.__file__).parent == CHECKOUT / "drafter":
        raise pytest.UsageError(f"drafter was imported from the checkout, not from the wheel: {drafter.__file__}")


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trained reader is silent and rules nothing out: what cues and rules make of a text is seen."""
    from drafter.check import gaps

    monkeypatch.setattr(gaps, "heard", lambda text: {})


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the source."""
    return CHECKOUT


@pytest.fixture(scope="session")
def library() -> Library:
    """The built-in library, read once."""
    return load.load()


@pytest.fixture(scope="session")
def sample_matter() -> Path:
    """The matter file of the template that every other one is modelled on."""
    return CHECKOUT / "templates" / "mou-defence" / "sample.yaml"


def program(*names: str) -> str:
    """The first of these programs that is on the machine; none: skip here, fail in CI."""
    for name in names:
        if found := shutil.which(name):
            return found
    missing = f"{' or '.join(names)} is not on this machine"
    if CI:
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice."""
    return program("soffice")


@pytest.fixture(scope="session")
def convert(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """convert(file, "pdf"): the file in another format, made by LibreOffice with a profile of this worker's own."""
    profile = tmp_path_factory.mktemp("soffice-profile")

    def convert(file: Path, to: str = "pdf") -> Path:
        folder = tmp_path_factory.mktemp("converted")
        command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
                   "--convert-to", to, "--outdir", str(folder), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        made = folder / f"{file.stem}.{to.partition(':')[0]}"
        assert made.exists(), done.stdout + done.stderr
        return made

    return convert


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """poppler's page painter."""
    return program("pdftoppm")
