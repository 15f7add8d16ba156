using System.CommandLine;

namespace Turnpike.Cli.Completion;

/// <summary>
/// Declares <c>turnpike completion</c>: prints a script for a shell. The scripts ask the command itself what may follow
/// (its <c>[suggest]</c> directive), so they never go stale; where it has nothing to offer they fall back to files.
/// </summary>
internal static class CompletionCommand
{
    public const string Examples = """
        Set it up:
          bash   echo 'source <(turnpike completion bash)' >> ~/.bashrc
          zsh    echo 'source <(turnpike completion zsh)' >> ~/.zshrc      (after compinit)
          fish   turnpike completion fish > ~/.config/fish/completions/turnpike.fish
        """;

    private const string Bash = """
        # Completion of turnpike for bash: source <(turnpike completion bash)
        _turnpike() {
          local current="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}" word
          COMPREPLY=()
          while IFS= read -r word; do
            case "$word" in
              -*) [[ $current == -* ]] || continue ;;
              *) [[ $current == -* ]] && continue ;;
            esac
            [[ $word == "$current"* ]] && COMPREPLY+=("$word")
          done < <(turnpike "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o bashdefault -o default -F _turnpike turnpike

        """;

    private const string Zsh = """
        #compdef turnpike
        # Completion of turnpike for zsh: source <(turnpike completion zsh)
        _turnpike() {
          local current="${words[CURRENT]}" line="${words[1,CURRENT]}" word
          local -a offers
          for word in "${(@f)$(turnpike "[suggest:${#line}]" "$line" 2>/dev/null)}"; do
            [[ -z $word ]] && continue
            if [[ $current == -* ]]; then
              [[ $word == -* ]] && offers+=("$word")
            else
              [[ $word == -* ]] || offers+=("$word")
            fi
          done
          if (( ${#offers} )); then
            compadd -a offers
          else
            _files
          fi
        }
        compdef _turnpike turnpike

        """;

    private const string Fish = """
        # Completion of turnpike for fish: turnpike completion fish > ~/.config/fish/completions/turnpike.fish
        function __turnpike_offers
          set -l line (commandline -cp)
          set -l current (commandline -ct)
          set -l offers (turnpike "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
          if string match -q -- '-*' "$current"
            string match -- '-*' $offers
          else
            set offers (string match -v -- '-*' $offers)
            if test (count $offers) -gt 0
              printf '%s\n' $offers
            else
              __fish_complete_path "$current"
            end
          end
        end
        complete -c turnpike -f -a '(__turnpike_offers)'

        """;

    public static Command Make(Screen screen)
    {
        var shell = new Argument<string>("SHELL") { HelpName = "SHELL", Description = "The shell to print a completion script for: bash, zsh or fish." }.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that completes commands, options and rule ids in your shell.") { shell };
        command.SetAction(result =>
        {
            screen.Write(result.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => Fish,
            });
            return ExitCode.Pass;
        });
        return command;
    }
}
