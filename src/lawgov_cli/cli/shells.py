"""Tab in the shells: the script that each needs, and installing it for the one that runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import CannotWrite, UsageMistake, why
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.output import say, say_each, short_path
from lawgov_cli.store.files import write_file
from lawgov_cli.store.folders import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

_BASH = r"""# Tab completion of lawgov for bash; made by: lawgov --install-completion
_lawgov() {
    local program=${1/#\~/$HOME} line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <("$program" --complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ ${COMPREPLY[0]} == :files ]]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null
    elif [[ $COMP_TYPE == 37 || $COMP_TYPE == 42 ]]; then  # words put in one after the other
        COMPREPLY=("${COMPREPLY[@]%%  *}")
    fi
}
complete -o nosort -F _lawgov lawgov 2>/dev/null || complete -F _lawgov lawgov
"""

_ZSH = r"""# Tab completion of lawgov for zsh; made by: lawgov --install-completion
_lawgov() {
    local program=${~words[1]} line
    local -a before values shown
    (( CURRENT > 2 )) && before=("${(@Q)words[2,CURRENT-1]}")
    for line in "${(@f)$("$program" --complete zsh "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done
    if [[ ${values[1]} == :files ]]; then
        _files
        return
    fi
    compset -P '--*='
    compadd -l -V lawgov -d shown -a values
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _lawgov lawgov
"""

_FISH = r"""# Tab completion of lawgov for fish; made by: lawgov --install-completion
function __lawgov_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l offered ($program --complete fish $words "$word" 2>/dev/null)
    if test "$offered[1]" = ":files"
        __fish_complete_path "$word"
    else if set -q offered[1]
        printf '%s\n' $offered
    end
end
complete -c lawgov -f -k -a '(__lawgov_complete)'
"""

_POWERSHELL = r"""# Tab completion of lawgov for PowerShell; made by: lawgov --install-completion
Register-ArgumentCompleter -Native -CommandName lawgov -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
            Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
            ForEach-Object { "$_" -replace '"', "'" })
        if ($wordToComplete -eq '') { $words += "''" }
        $program = "$($commandAst.CommandElements[0])"
        & $program --complete powershell @words 2>$null | ForEach-Object {
            $word, $said = $_ -split "`t", 2
            if ($word -ne ':files') {
                $text = if ($word -match '\s') { "'$word'" } else { $word }
                if (-not $said) { $said = $word }
                New-Object System.Management.Automation.CompletionResult `
                    -ArgumentList $text, $word, 'ParameterValue', $said
            }
        }
    } finally {
        [Console]::OutputEncoding = $before
    }
}
"""


class Shell(NamedTuple):
    """A shell: what it is called, its script, and the line that loads a script."""

    name: str
    script: str
    ending: str
    loads: str = ""


SHELLS = {
    shell.name: shell
    for shell in (
        Shell("bash", _BASH, "bash", 'source "{path}"'),
        Shell("zsh", _ZSH, "zsh", 'source "{path}"'),
        Shell("fish", _FISH, "fish"),
        Shell("powershell", _POWERSHELL, "ps1", '. "{path}"'),
    )
}
_ALSO = {"pwsh": "powershell"}


def install_or_show(words: Sequence[str]) -> None:
    """Install the script of a shell, or show it.

    Parameters:
        words: which of both, and the shell where it is not the running one.

    Raises:
        UsageMistake: the shell is not one that is known.
        CannotWrite: a file cannot be written.
    """
    shell = _shell(words[1] if len(words) > 1 else "")
    if words[0].startswith("--show"):
        say(shell.script.rstrip("\n"))
    else:
        _install(shell)


def _shell(named: str) -> Shell:
    name = (named or _running()).lower().removesuffix(".exe")
    shell = SHELLS.get(_ALSO.get(name, name))
    if shell is None:
        which = f"“{name}”没有 Tab 补全" if name else "看不出现在用的是哪种终端程序"
        known = "、".join(SHELLS)
        raise UsageMistake(
            f"{which}, 有的是 {known}。请写明, 如: lawgov --install-completion bash。"
            "在 Windows 上请打开 PowerShell, 不用“命令提示符”"
        )
    return shell


def _running() -> str:
    """The shell that this program was started from, empty where it cannot be told."""
    from shellingham import ShellDetectionFailure, detect_shell

    try:
        name: str = detect_shell()[0]
    except (ShellDetectionFailure, OSError):
        return Path(os.environ.get("SHELL", "")).name
    return name


def _install(shell: Shell) -> None:
    path = data_folder() / f"completion.{shell.ending}" if shell.loads else _fish_file()
    write_file(path, shell.script, force=True)
    said = [f"已为 {shell.name} 装好 Tab 补全: {short_path(path)}"]
    if shell.loads:
        start = _start_file(shell)
        line = shell.loads.format(path=_from_home(path))
        added = _add_line(start, line)
        said.append(f"{short_path(start)} 末尾{'加了' if added else '已有'}一行: {line}")
    said.append("新开一个终端, 输入 lawgov 和一个空格, 按 Tab 键(可连按两次)。")
    if shell.name == "powershell":
        said.append(
            "如果新开的 PowerShell 提示“禁止运行脚本”, 先运行一次: "
            "Set-ExecutionPolicy -Scope CurrentUser RemoteSigned"
        )
    say_each(said)


def _from_home(path: Path) -> str:
    """*path* as each shell finds it, whatever encoding it reads a user's Chinese name in."""
    home = Path.home()
    below = path.is_relative_to(home)
    return f"$HOME{os.sep}{path.relative_to(home)}" if below else str(path)


def _fish_file() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "fish" / "completions" / "lawgov.fish"


def _start_file(shell: Shell) -> Path:
    """What the shell reads when it starts."""
    if shell.name == "powershell":
        return _profile()
    home = Path(os.environ.get("ZDOTDIR") or Path.home()) if shell.name == "zsh" else Path.home()
    return home / f".{shell.name}rc"


def _profile() -> Path:
    """The file that PowerShell reads when it starts, as it says itself.

    Raises:
        UsageMistake: there is no PowerShell to ask.
    """
    import subprocess

    for program in ("pwsh", "powershell"):
        command = [program, "-NoProfile", "-Command", "$PROFILE"]
        try:
            ran = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            continue
        return Path(os.fsdecode(ran.stdout).strip())
    raise UsageMistake("找不到 PowerShell。要自己装: lawgov --show-completion powershell 印出脚本")


def _add_line(path: Path, line: str) -> bool:
    """Add *line* at the end of the user's own file; whether it was not there yet."""
    try:
        old = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise CannotWrite(path, why(error)) from error
    if line.encode() in old.splitlines():
        return False
    gap = b"" if not old or old.endswith(b"\n") else b"\n"
    write_file(path, old + gap + f"{line}\n".encode(), force=True)
    return True
