"""The one task file of this project, and its bootstrap: `python3 tasks.py` lists the tasks.

Needs Python 3.10 or later and nothing else. Everything is installed into `.venv` beside this
file, with the versions of constraints.txt; the Python that runs this file is never installed
into. `LAWGOV_VENV=.venv-3.12` names another folder, to keep one environment for each Python.

Keep the syntax readable to Python 3.6: an older Python must get as far as saying it is too old.
"""

import hashlib
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.version_info < (3, 10):  # noqa: UP036 -- this is the one file an older Python may meet
    sys.exit(
        f"需要 Python 3.10 或更高版本,现在运行的是 {sys.version.split()[0]} ({sys.executable})。\n"
        "请安装新版 Python,再用它运行,例如: python3.12 tasks.py install"
    )

ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
VENV = ROOT / os.environ.get("LAWGOV_VENV", ".venv")
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = str(BIN / ("python.exe" if WINDOWS else "python"))
STAMP = VENV / "lawgov-installed"
EXTRAS = "docx,html,office,pdf,ui"

USAGE = """用法: python3 tasks.py 任务 [参数…]

  install   把 lawgov 装进本目录的 .venv
  test      安装并运行全部测试(覆盖率低于 95% 算失败);给出参数时原样交给 pytest
  lint      代码检查与格式检查 (ruff)
  types     类型检查 (mypy)
  docs      核对自动生成的文档;docs --update 重新生成
  site      把使用手册做成网页, 在 dist/site(不联网; 坏链接算失败)
  bench     与最简程序比较耗时
  check     lint、types、docs、test 依次进行
  build     在 dist/ 里生成 wheel 与源码包
  bundle    在 dist/ 里生成离线安装包(--here 只为本机;--pyz 只做单文件;--rollup 带上 DuckDB)
  clean     删除生成的文件;clean --all 连同 .venv 一起删除
"""

NO_VENV = """这个 Python ({python}) 没有 venv 模块,无法建立独立环境。请先安装:
  Debian / Ubuntu / 统信 / 麒麟:  sudo apt install python3-venv
  其他系统: 安装官方完整版 Python 3.10 或更高版本
然后重新运行刚才的命令。"""

NO_PIP = """环境已建好,但没有可用的 pip:这个 Python 不带 ensurepip,也没有 22.3 以上的系统 pip。
请先安装其中之一:
  Debian / Ubuntu / 统信 / 麒麟:  sudo apt install python3-venv   (或 python3-pip)
  Fedora / openEuler:             sudo dnf install python3-pip
然后重新运行刚才的命令。"""

NO_PACKAGES = """没有装成: 取不到需要的软件包。pip 的原话: {said}
  这台电脑不能上网: 在能上网的电脑上运行 python3 tasks.py bundle, 把 dist 里的离线安装包拷过来,
                    运行里面的 install.py; 或不安装, 直接用里面的 lawgov.pyz
  单位有内部软件源: 请信息中心给出地址, 先运行 pip config set global.index-url 地址, 再来一次
  要经过代理上网:   先设好环境变量 HTTPS_PROXY, 再来一次"""

NO_EXTRAS = """提示: 读写表格、导入 Word、网页和 PDF 的组件没有装上, 其余功能照常。
pip 的原话: {said}"""

INSTALLED = """lawgov 已装好。先启用环境(每开一个终端做一次):
  {activate}
看自带的示例:
  lawgov list --unit 市司法局
建自己的工作目录(不要建在这个文件夹里):
  cd ~
  lawgov init 法治要点"""


# ---------------------------------------------------------------- running programs


def say(text: str) -> None:
    """Print a line at once, so that it stands before what a program started next prints."""
    print(text, flush=True)


def run(*command: str) -> None:
    """Run a program in the project's folder; end with its exit code if it fails."""
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        sys.exit(code)


def works(*command: str) -> bool:
    """Tell whether a program starts and succeeds, whatever it prints."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def remove(path: Path) -> None:
    """Delete a file, a link or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


# ---------------------------------------------------------------- the environment


def base_python() -> str:
    """Return the Python outside any virtual environment: the one that can make a new one."""
    return getattr(sys, "_base_executable", None) or sys.executable


def environment_runs() -> bool:
    """Tell whether `.venv` is whole: it runs, is new enough, and has not been moved here."""
    try:
        activate = (BIN / "activate").read_text(encoding="utf-8")  # the last file venv writes
    except (OSError, UnicodeDecodeError):
        return False
    new_enough = "import sys; sys.exit(sys.version_info < (3, 10))"
    made_here = str(VENV) in activate or shlex.quote(str(VENV)) in activate
    return made_here and works(PYTHON, "-c", new_enough)


def make_environment() -> None:
    """Make `.venv`, or make it again if it is half-made, broken or moved."""
    if environment_runs():
        return
    if importlib.util.find_spec("venv") is None:
        sys.exit(NO_VENV.format(python=sys.executable))
    if os.path.lexists(VENV):
        say(f"{VENV.name} 不完整或不能运行,重新建立。")
        remove(VENV)
    # Always without pip: the step is the same where ensurepip is missing, as on a bare Debian.
    run(base_python(), "-m", "venv", "--without-pip", str(VENV))


def find_pip() -> list[str]:
    """Return the command that installs into `.venv`: its own pip, else one found elsewhere."""
    own = [PYTHON, "-m", "pip"]
    if works(*own, "--version") or works(PYTHON, "-m", "ensurepip", "--default-pip"):
        run(*own, "install", "--quiet", "pip>=22.3")  # before, no editable install of this project
        return own
    elsewhere = [[base_python(), "-m", "pip"]]
    elsewhere += [[path] for path in map(shutil.which, ("pip3", "pip")) if path]
    for pip in elsewhere:
        command = [*pip, "--python", PYTHON]
        if works(*command, "--version"):
            return command
    sys.exit(NO_PIP)


def shipped_files() -> Iterator[Path]:
    """Yield every file an ordinary install copies: when one changes, install again."""
    for folder in ("src", "data", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            own_records = ".journal.yaml" in path.name or "reports" in path.parts
            if path.is_file() and "__pycache__" not in path.parts and not own_records:
                yield path


def fingerprint(what: list[str]) -> str:
    """Hash all that decides what an installation of *what* puts into `.venv`."""
    files = [VENV / "pyvenv.cfg", ROOT / "pyproject.toml", ROOT / "constraints.txt"]
    if "-e" not in what:
        files += [ROOT / "README.md", *shipped_files()]
    digest = hashlib.sha256(repr(what).encode())
    for path in files:
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name}:{len(content)}\n".encode() + content)
    return digest.hexdigest()


def install_into_environment(what: list[str]) -> str:
    """Bring `.venv` up to date with what pip should install; what pip says where it cannot."""
    make_environment()
    script = BIN / ("lawgov.exe" if WINDOWS else "lawgov")
    if STAMP.is_file() and STAMP.read_text() == fingerprint(what) and script.is_file():
        return ""
    remove(STAMP)
    say(f"正在安装到 {VENV.name} …")
    command = [*find_pip(), "install", "--quiet", "--constraint", "constraints.txt", *what]
    # in the environment, since pip starts another pip to build with
    patience = {**os.environ, "PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "20"}
    done = subprocess.run(command, cwd=ROOT, env=patience, stderr=subprocess.PIPE, check=False)
    if not done.returncode:
        STAMP.write_text(fingerprint(what))
        return ""
    return reason_of(done.stderr.decode(errors="replace").splitlines())


def reason_of(lines: list[str]) -> str:
    """Return the one line of pip's many that says why: the network's word before pip's own."""
    for word in ("Failed to establish", "Connection", "ProxyError", "SSLError", "ERROR"):
        for line in lines:
            if word in line:
                network = line.partition("after connection broken by")[2].strip(" '")
                return (network or line)[:160]
    return lines[-1][:160] if lines else "(没有说)"


def development(module: str, *args: str) -> None:
    """Run a module in the environment with everything that development needs."""
    problem = install_into_environment(["-e", ".[dev]"])
    if problem:
        sys.exit(NO_PACKAGES.format(said=problem))
    run(PYTHON, "-m", module, *args)


# ---------------------------------------------------------------- the tasks


def install(_: list[str]) -> None:
    """Install lawgov as a user has it, and say what to type next."""
    lacking = install_into_environment([f".[{EXTRAS}]"])
    problem = lacking and install_into_environment(["."])
    if problem:
        sys.exit(NO_PACKAGES.format(said=problem))
    if lacking:
        say(NO_EXTRAS.format(said=lacking))
    script = BIN / "activate"
    shown = script.relative_to(ROOT) if Path.cwd() == ROOT else script
    say(INSTALLED.format(activate=str(shown) if WINDOWS else f". {shlex.quote(str(shown))}"))


def test(args: list[str]) -> None:
    """Run the whole suite behind the coverage gate, or pytest with the arguments given."""
    development("pytest", *(args or ["-n", "auto", "--cov"]))


def lint(_: list[str]) -> None:
    """Check the code and its format."""
    development("ruff", "check", ".")
    development("ruff", "format", "--check", ".")


def types(_: list[str]) -> None:
    """Check the types."""
    development("mypy")


def docs(args: list[str]) -> None:
    """Compare the generated documents with the program, or write them again."""
    if (ROOT / "tests" / "update_docs.py").is_file():
        development("tests.update_docs", *([] if "--update" in args else ["--check"]))
    else:
        say("没有自动生成的文档。")


def site(_: list[str]) -> None:
    """Build the handbook as a site that asks nothing of the network."""
    if works(sys.executable, "-c", "import sys; sys.exit(sys.version_info >= (3, 11))"):
        sys.exit(f"做网页要 Python 3.11 或更高版本,现在是 {sys.version.split()[0]}。")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    development("mkdocs", "build", "--strict")
    say("已做成: 用浏览器打开 dist/site/index.html")


def bench(args: list[str]) -> None:
    """Time lawgov against the barest programs that do the same."""
    development("benchmarks.floor", *args)


def check(_: list[str]) -> None:
    """Do everything that must pass before a change goes in."""
    for task in (lint, types, docs, test):
        task([])


def build(_: list[str]) -> None:
    """Build the wheel and the source archive."""
    remove(ROOT / "dist")
    development("hatchling", "build")


def bundle(args: list[str]) -> None:
    """Make a folder from which lawgov is installed without a network."""
    development("distribution.bundle", *args)


def clean(args: list[str]) -> None:
    """Delete what the other tasks made."""
    names = ["dist", "htmlcov", ".coverage", ".hypothesis"]
    names += [".mypy_cache", ".pytest_cache", ".ruff_cache"]
    for name in [*names, VENV.name] if "--all" in args else names:
        remove(ROOT / name)
    for folder in ("src", "tests", "benchmarks"):
        for cache in list((ROOT / folder).rglob("__pycache__")):
            remove(cache)


TASKS: dict[str, Callable[[list[str]], None]] = {
    task.__name__: task
    for task in (install, test, lint, types, docs, site, bench, check, build, bundle, clean)
}


def main(argv: list[str]) -> None:
    """Run the task named first, with the rest as its arguments."""
    if not re.fullmatch(r"\.venv[\w.-]*", VENV.name) or VENV.parent != ROOT:
        sys.exit("LAWGOV_VENV 只能是本目录下以 .venv 开头的文件夹名,例如 .venv-3.12")
    name = argv[0] if argv else "help"
    if name in TASKS:
        TASKS[name](argv[1:])
    elif name in {"help", "-h", "--help"}:
        say(USAGE)
    else:
        print(f"没有“{name}”这个任务。\n\n{USAGE}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console may be unable to show Chinese
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
