using System.CommandLine;
using System.Text;
using Turnpike.Cli.Client;

namespace Turnpike.Cli.Access;

/// <summary>Who signs in, and with which password: asked for at the terminal, never given as an argument that others could see.</summary>
internal sealed class SignInOptions
{
    private const int MaxPassword = 4096;

    private readonly Option<string?> _email = new("--email") { Description = "Who signs in; else it is asked for.", HelpName = "EMAIL" };
    private readonly Option<bool> _fromInput = new("--password-stdin") { Description = "Take the password from standard input, as one line." };

    public void AddTo(Command command)
    {
        command.Add(_email);
        command.Add(_fromInput);
    }

    public Task<PasswordSession> SignInAsync(ParseResult result, Uri server, CancellationToken cancellation)
    {
        var isPiped = result.GetValue(_fromInput);
        if ((!isPiped || result.GetValue(_email) is null) && Console.IsInputRedirected)
        {
            throw new RefusedException(ClientDiagnostics.NoTerminal());
        }

        var email = result.GetValue(_email) ?? Ask("E-mail: ");
        var password = isPiped ? Console.ReadLine() ?? "" : AskSecretly($"Password of {email}: ");
        return PasswordSession.BeginAsync(server, email, password, cancellation);
    }

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        return Console.ReadLine()?.Trim() ?? "";
    }

    // Nothing is echoed, not even how long it is.
    private static string AskSecretly(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (typed.Length < MaxPassword)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                break;
            }

            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
