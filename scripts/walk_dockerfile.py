"""Walks the Dockerfile without Docker, to prove that what it copies is enough to run the bot.

Each step is carried out in a clean temporary folder that stands for the image's root, with a fresh
virtual environment in place of the base image. What only an engine can do (users, volumes, the
base image itself) is named and passed over. At the end the health check must succeed, and the
container's command, given no token, must refuse with one sentence and no traceback.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS_REFUSED = 2
STEP_SECONDS = 300
# Commands that would change this machine's users: in the walk they do nothing.
ENGINE_COMMANDS = ("useradd", "groupadd", "chown")
# An invented token of the right shape: the health check never reaches Telegram.
INVENTED_TOKEN = f"1:{'a' * 35}"


class StepFailed(Exception):
    """A step of the Dockerfile did not do what it should; the text says which and why."""


@dataclass(frozen=True)
class Step:
    word: str
    rest: str

    def arguments(self) -> list[str]:
        """The words of COPY or CMD, in the plain or in the JSON form."""
        if self.rest.startswith("["):
            return [str(part) for part in json.loads(self.rest)]
        return shlex.split(self.rest)


@dataclass
class Image:
    """The folder that stands for the image's root, and what the steps so far have set."""

    root: Path
    environment: dict[str, str]
    folder: str = "/"
    own_paths: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)

    def inside(self, path: str) -> Path:
        """Where a path of the image lies on this machine."""
        return self.root / Path(self.folder, path).as_posix().lstrip("/")

    def translated(self, text: str) -> str:
        """The text with the image's own absolute paths (its folders and volumes) led to the root.

        Paths of the system, like /bin, stay as they are.
        """
        for path in self.own_paths:
            text = re.sub(rf"(?<![\w.]){re.escape(path)}(?![\w.-])", f"{self.root}{path}", text)
        return text

    def run(self, command: list[str], **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.inside("."),
            env=self.environment | extra,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=STEP_SECONDS,
            check=False,
        )


def read_steps(dockerfile: str) -> Iterator[Step]:
    lines = [line for line in dockerfile.splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield Step(word.upper(), " ".join(rest.split()))


def own_paths(steps: list[Step]) -> list[str]:
    named = [step.rest for step in steps if step.word == "WORKDIR"]
    for step in steps:
        if step.word == "VOLUME":
            named += step.arguments()
    return named


def sent_to_engine(path: Path, patterns: list[str]) -> bool:
    """Whether .dockerignore lets the path into the build; its last matching line decides."""
    ancestry = [path.as_posix(), *(parent.as_posix() for parent in path.parents)]
    kept = True
    for pattern in patterns:
        wanted = pattern.startswith("!")
        glob = pattern.removeprefix("!").strip("/")
        if any(_matches(name, glob) for name in ancestry if name != "."):
            kept = wanted
    return kept


def _matches(name: str, glob: str) -> bool:
    if glob.startswith("**/"):
        return fnmatch(name.rpartition("/")[2], glob.removeprefix("**/"))
    return name.count("/") == glob.count("/") and fnmatch(name, glob)


def make_context(target: Path) -> None:
    """Copies what the engine would be sent: the project's files less those .dockerignore names."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    for name in filter(None, listed.stdout.split("\0")):
        source = PROJECT / name
        if source.is_file() and sent_to_engine(Path(name), patterns):
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)


def begin_image(workshop: Path, steps: list[Step]) -> Image:
    """A fresh environment in place of the base image, and harmless stand-ins of engine commands."""
    venv.create(workshop / "python", with_pip=True)
    shims = workshop / "shims"
    shims.mkdir()
    for name in ENGINE_COMMANDS:
        shim = shims / name
        shim.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        shim.chmod(0o755)
    environment = {
        "HOME": os.environ.get("HOME", str(workshop)),
        "PATH": f"{shims}:{workshop / 'python' / 'bin'}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
    }
    root = workshop / "root"
    root.mkdir()
    return Image(root, environment, own_paths=own_paths(steps))


def copy_files(image: Image, context: Path, step: Step) -> None:
    *sources, target = (word for word in step.arguments() if not word.startswith("--"))
    for source in sources:
        found, destination = context / source, image.inside(target)
        if found.is_dir():
            shutil.copytree(found, destination, dirs_exist_ok=True)
        elif found.is_file():
            if target.endswith("/"):
                destination /= found.name
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(found, destination)
        else:
            raise StepFailed(f"COPY {source}: no such file in the build context")


def run_command(image: Image, step: Step) -> None:
    done = image.run(["/bin/sh", "-ec", image.translated(step.rest)])
    if done.returncode != 0:
        raise StepFailed(f"RUN ended with {done.returncode}\n{done.stdout}{done.stderr}")


def walk(image: Image, context: Path, step: Step) -> str:
    """Carries one step out; the answer is a remark for the reader, often empty."""
    remark = ""
    match step.word:
        case "ENV":
            for pair in shlex.split(step.rest):
                name, _, value = pair.partition("=")
                image.environment[name] = image.translated(value)
        case "WORKDIR":
            image.folder = step.rest
            image.inside(".").mkdir(parents=True, exist_ok=True)
        case "COPY":
            copy_files(image, context, step)
        case "RUN":
            run_command(image, step)
        case "HEALTHCHECK":
            image.health = Step("CMD", step.rest.partition("CMD ")[2]).arguments()
            remark = "run at the end"
        case "CMD":
            image.command = step.arguments()
            remark = "run at the end"
        case "FROM":
            remark = f"here: a fresh environment of Python {sys.version.split()[0]}"
        case "USER" | "VOLUME" | "STOPSIGNAL" | "EXPOSE" | "LABEL":
            remark = "only an engine does this"
        case _:
            raise StepFailed(f"{step.word}: this walk does not know the instruction")
    return remark


def prove_health(image: Image) -> None:
    done = image.run(image.health, BOT_TOKEN=INVENTED_TOKEN)
    try:
        healthy = done.returncode == 0 and json.loads(done.stdout)["ok"] is True
    except (ValueError, KeyError):
        healthy = False
    if not healthy:
        raise StepFailed(f"the health check failed\n{done.stdout}{done.stderr}")
    print(f"health check: {done.stdout.strip()}")


def prove_refusal(image: Image) -> None:
    done = image.run(image.command)
    said = (done.stdout + done.stderr).strip()
    if done.returncode != SETTINGS_REFUSED or "Traceback" in said or not said:
        raise StepFailed(f"without a token the command ended with {done.returncode}\n{said}")
    print(f"without a token: {said}")


def main() -> int:
    steps = list(read_steps((PROJECT / "Dockerfile").read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory(prefix="dockerfile-walk-") as name:
        workshop = Path(name)
        context = workshop / "context"
        make_context(context)
        image = begin_image(workshop, steps)
        try:
            for number, step in enumerate(steps, 1):
                remark = walk(image, context, step)
                print(f"[{number}/{len(steps)}] {step.word} {step.rest}".rstrip())
                if remark:
                    print(f"        {remark}")
            prove_health(image)
            prove_refusal(image)
        except StepFailed as failure:
            print(f"FAILED [{step.word} {step.rest}]: {failure}", file=sys.stderr)
            return 1
    print("OK: the files that the Dockerfile copies are enough")
    return 0


if __name__ == "__main__":
    sys.exit(main())
