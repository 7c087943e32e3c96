""".odt, .rtf and .doc through LibreOffice, in a profile of its own, without network, macros or links, and bounded."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from drafter.document import Flag
from drafter.errors import DrafterError, Problem

SECONDS = 90
"""Longest time a conversion may take."""
MEMORY = 3 << 30
MOST_BYTES, MOST_UNPACKED, RATIO = 100 << 20, 300 << 20, 200
_SCRIPTING, _INTERNET = "org.openoffice.Office.Common/Security/Scripting", "org.openoffice.Inet/Settings"
_SETTINGS = (
    (_SCRIPTING, "DisableMacrosExecution", "true"), (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"), ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    (_INTERNET, "ooInetProxyType", "2"), (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"), (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"), (_INTERNET, "ooInetHTTPSProxyPort", "9"))
_PROFILE = ('<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">' + "".join(
    f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
    for path, name, value in _SETTINGS) + "</oor:items>")
_RTF_FETCHES = re.compile(rb"INCLUDEPICTURE|INCLUDETEXT|\\objautlink|\\objlink|DDEAUTO|\\template\b", re.IGNORECASE)
_HREF = re.compile(rb"xlink:href=\"((?:https?:|ftp:|file:|//|\\\\)[^\"]{0,200})\"")


def convert(blob: bytes, suffix: str, shown: str) -> bytes:
    """The same document as .docx. `suffix` is odt, rtf or doc.

    Raises DrafterError when LibreOffice is not installed, fails or takes longer than `SECONDS`.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise DrafterError([Problem(shown, 0, 0, f".{suffix} is read through LibreOffice, which is not installed",
                                    "install LibreOffice, or save the file as .docx")])
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        (Path(folder) / f"in.{suffix}").write_bytes(blob)
        profile = Path(folder) / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        finished = _run([*_isolated(), program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
                         "--nolockcheck", "--nodefault", "--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML",
                         "--outdir", f"{folder}/out", f"{folder}/in.{suffix}"], folder)
        made = Path(folder) / "out" / "in.docx"
        if not finished or not made.is_file():
            why = "could not convert it" if finished else f"took longer than {SECONDS} seconds"
            raise DrafterError([Problem(shown, 0, 0, f"cannot be read: LibreOffice {why}",
                                        "is it damaged or protected by a password? save it as .docx")])
        return made.read_bytes()


def _run(command: list[str], folder: str) -> bool:
    """Run a command in its own process group, bounded in time and memory; False when it took too long."""
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8",
                   "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=_bounded if os.name == "posix" else None)  # noqa: PLW1509
    try:
        process.wait(SECONDS)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL) if os.name == "posix" else process.kill()
        process.wait()


def _bounded() -> None:
    import resource  # there is none on Windows

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (512 << 20, 512 << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@functools.cache
def _isolated() -> tuple[str, ...]:
    """The prefix of a command that cuts it off from every network, where the system allows it."""
    program = shutil.which("unshare")
    for options in (("-n",), ("-r", "-n")):
        if program:
            try:
                if subprocess.run([program, *options, "true"], capture_output=True, timeout=10, check=False).returncode == 0:
                    return (program, *options)
            except (OSError, subprocess.TimeoutExpired):
                continue
    return ()


def guard(blob: bytes, suffix: str, shown: str) -> tuple[Flag, ...]:
    """Examine the file before LibreOffice does. Raises DrafterError when it cannot be opened safely; returns flags."""
    if len(blob) > MOST_BYTES:
        raise DrafterError([Problem(shown, 0, 0, f"larger than {MOST_BYTES >> 20} MB")])
    if suffix != "odt":
        return tuple(_old_flags(blob, suffix))
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as package:
            return tuple(_odt(package, shown))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, KeyError):
        raise DrafterError([Problem(shown, 0, 0, "not an .odt file, damaged or cut off", "ask for the file again")]) from None


def _old_flags(blob: bytes, suffix: str) -> Iterator[Flag]:
    if suffix == "rtf":
        if _RTF_FETCHES.search(blob):
            yield Flag("external-target", "would fetch from outside the file; nothing was fetched")
        if b"\\objdata" in blob or b"\\object" in blob:
            yield Flag("embedded-object", "holds an embedded object; it was not opened")
    elif "_VBA_PROJECT".encode("utf-16-le") in blob:
        yield Flag("macros", "holds macros; none was run")


def _odt(package: zipfile.ZipFile, shown: str) -> Iterator[Flag]:
    entries = package.infolist()
    names = [e.filename for e in entries]
    faults = []
    if len(set(names)) != len(names) or any(n.startswith("/") or ".." in re.split(r"[/\\]", n) for n in names):
        faults.append(Problem(shown, 0, 0, "a part has a path or a name that no office program writes"))
    if (sum(e.file_size for e in entries) > MOST_UNPACKED or len(names) > 10_000
            or any(e.file_size > 1 << 20 and e.file_size > RATIO * max(1, e.compress_size) for e in entries)):
        faults.append(Problem(shown, 0, 0, "packed suspiciously tightly (a zip bomb?)"))
    if faults:
        raise DrafterError(faults)
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise DrafterError([Problem(shown, 0, 0, "encrypted", "save it without a password")])
    for name in ("content.xml", "styles.xml", "META-INF/manifest.xml"):
        part = package.read(name) if name in names else b""
        if b"<!ENTITY" in part or (b"<!DOCTYPE" in part and name != "META-INF/manifest.xml"):
            raise DrafterError([Problem(shown, 0, 0, f"{name} has a DOCTYPE", "save it again in LibreOffice")])
        for target in dict.fromkeys(_targets(part)):
            yield Flag("external-target", f"points outside the file ({target}); nothing was fetched", name)
    if any(n.startswith(("Basic/", "Scripts/")) and not n.endswith("/") for n in names):
        yield Flag("macros", "holds macros; none was run")


def _targets(part: bytes) -> Iterator[str]:
    """Addresses of pictures, sections and objects outside the file; plain links are no matter."""
    for match in _HREF.finditer(part):
        opening = part[part.rfind(b"<", 0, match.start()):match.start()]
        if not opening.startswith(b"<text:a"):
            yield match[1].decode("utf-8", "replace")[:60]
