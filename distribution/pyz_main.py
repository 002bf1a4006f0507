"""How lawgov.pyz starts: unpack once into the user's cache folder, then run from there.

Running out of the archive would compile every module at every command. Nothing is imported that a
bare start of Python has not, since this stands before each command. Readable to Python 3.6.
"""

import os
import sys

MARK = "lawgov_pyz"  # lawgov_cli/base/errors.py says what one file lacks
START = (
    f"import sys; sys.{MARK} = True; sys.path[0] = sys.argv.pop(1); "
    "from lawgov_cli.__main__ import main; main()"
)


def main() -> None:
    """Run the program from where it is unpacked."""
    if sys.version_info < (3, 10):
        version = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"需要 Python 3.10 或更高版本, 现在运行的是 {version} ({sys.executable})。")
    archive = os.path.abspath(sys.path[0])
    try:
        sys.path[0] = unpacked(archive)
    except OSError:
        sys.exit(run_for_now(archive))
    setattr(sys, MARK, True)
    from lawgov_cli.__main__ import main as run

    run()


def unpacked(archive: str) -> str:
    """The folder with what the archive holds; unpacked now where it is not there yet.

    An archive is known by its size and its moment, so that it need not be opened again.
    """
    state = os.stat(archive)
    name = f"pyz-{state.st_size:x}-{state.st_mtime_ns:x}-{sys.implementation.cache_tag}"
    folder = os.path.join(cache(), name)
    if os.path.isfile(os.path.join(folder, "complete")):
        return folder
    return unpack(archive, folder)


def cache() -> str:
    """The folder where programs keep what can be made again."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "lawgov")


def unpack(archive: str, folder: str) -> str:
    """Unpack into a folder of this run's own and give it its name when it is whole."""
    import shutil
    import tempfile

    parent = os.path.dirname(folder)
    os.makedirs(parent, exist_ok=True)
    draft = tempfile.mkdtemp(prefix="pyz-", dir=parent)
    try:
        extract(archive, draft)
        try:
            os.rename(draft, folder)
        except OSError:  # another run was faster, or what lies there is not whole
            if not os.path.isfile(os.path.join(folder, "complete")):
                shutil.rmtree(folder, ignore_errors=True)
                os.rename(draft, folder)
        forget_older(parent, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def forget_older(parent: str, folder: str) -> None:
    """Remove what earlier archives left, but not what was in use within a month."""
    import shutil
    import time

    for name in os.listdir(parent):
        path = os.path.join(parent, name)
        old = time.time() - os.path.getmtime(path) > 30 * 86400
        if name.startswith("pyz-") and path != folder and old:
            shutil.rmtree(path, ignore_errors=True)


def run_for_now(archive: str) -> int:
    """Run from a folder that is gone afterwards: the cache folder cannot be written."""
    import shutil
    import subprocess
    import tempfile

    sys.stderr.write(f"提示: 缓存文件夹 {cache()} 写不进去, 每次运行都要重新解开, 会慢一些。\n")
    folder = tempfile.mkdtemp(prefix="lawgov-")
    try:
        extract(archive, folder)
        return subprocess.call([sys.executable, "-c", START, folder, *sys.argv[1:]])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def extract(archive: str, folder: str) -> None:
    """Put the modules of the archive into *folder*, compiled, and mark it as whole."""
    import compileall
    import io
    import zipfile

    with zipfile.ZipFile(archive) as opened:
        packed = io.BytesIO(opened.read("lib.zip"))
    with zipfile.ZipFile(packed) as modules:
        modules.extractall(folder)
    compileall.compile_dir(folder, quiet=2)
    with open(os.path.join(folder, "complete"), "wb"):
        pass


if __name__ == "__main__":
    main()
