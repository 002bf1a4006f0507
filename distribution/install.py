"""Installs lawgov from the wheels beside this file, without a network: python3 install.py [folder].

Readable to Python 3.6: an older Python must get as far as saying that it is too old.
"""

import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WHEELS = os.path.join(HERE, "wheels")
WINDOWS = os.name == "nt"

TOO_OLD = """需要 Python 3.10 或更高版本, 现在运行的是 {version} ({python})。
这台电脑若有新版 Python, 用它运行, 例如: python3.12 install.py"""
NO_VENV = """这个 Python ({python}) 没有 venv 模块, 建不了独立环境。
统信、麒麟、Debian、Ubuntu 请装 python3-venv; 或者不安装, 直接用: {python} lawgov.pyz list"""
NO_WHEEL = """这个 Python {version} 没有全部现成的安装包, 改装不带表格和 Word 的部分…"""
FAILED = """没有装成: 上面是原因。也可以不安装, 直接用: {python} lawgov.pyz list"""
DONE = """lawgov 已装好。以后这样运行:
  {program} list --unit 市司法局
要少打字, 把 {folder} 加进 PATH(环境变量), 以后只写 lawgov。
第一次用, 先建一个工作目录: {program} init 文件夹"""


def main(argv: "list[str]") -> None:
    """Make an environment of its own, install into it, and say how to run the program."""
    if sys.version_info < (3, 10):
        sys.exit(TOO_OLD.format(version=sys.version.split()[0], python=sys.executable))
    target = os.path.abspath(argv[0]) if argv else usual_folder()
    python = make_environment(target)
    full = "lawgov[docx,html,office,pdf,ui]"
    wanted = (["lawgov[docx,html,office,pdf,rollup,ui]"] if has("duckdb") else []) + [full]
    if all(install(python, what, quiet=True) for what in wanted):
        say(NO_WHEEL.format(version=".".join(map(str, sys.version_info[:2]))))
        if install(python, "lawgov"):
            sys.exit(FAILED.format(python=sys.executable))
    scripts = os.path.dirname(python)
    program = os.path.join(scripts, "lawgov.exe" if WINDOWS else "lawgov")
    say(DONE.format(program=program, folder=scripts))


def has(package: str) -> bool:
    """Whether wheels of *package* lie beside this file."""
    return bool(glob.glob(os.path.join(WHEELS, package + "-*.whl")))


def usual_folder() -> str:
    """Where a user's own programs are kept."""
    if WINDOWS:
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "lawgov-app")
    return os.path.join(os.path.expanduser("~"), ".local", "lawgov")


def make_environment(target: str) -> str:
    """The Python of a new environment at *target*; what else lies there is not touched."""
    others = os.path.isdir(target) and os.listdir(target)
    if others and not os.path.isfile(os.path.join(target, "pyvenv.cfg")):
        sys.exit(f"文件夹 {target} 里已有别的内容, 请另写一个: install.py 文件夹")
    try:
        import venv
    except ImportError:
        sys.exit(NO_VENV.format(python=sys.executable))
    say(f"正在建立 {target} …")
    try:
        venv.create(target, with_pip=False, clear=True)
    except OSError as error:
        sys.exit(f"建不了 {target}: {error}")
    return os.path.join(target, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))


def install(python: str, what: str, *, quiet: bool = False) -> int:
    """Install *what* with the pip beside this file; its exit code."""
    pip = os.path.join(max(glob.glob(os.path.join(WHEELS, "pip-*.whl"))), "pip")
    command = [python, pip, "install", "--isolated", "--no-index", "--find-links", WHEELS]
    command += ["--disable-pip-version-check", "--quiet", what]
    return subprocess.call(command, stderr=subprocess.DEVNULL if quiet else None)


def say(text: str) -> None:
    """Print a line at once."""
    print(text)
    sys.stdout.flush()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console may be unable to show Chinese
    main(sys.argv[1:])
