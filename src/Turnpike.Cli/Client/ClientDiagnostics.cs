using Turnpike.Text;

namespace Turnpike.Cli.Client;

/// <summary>What may go wrong between this command and a server.</summary>
internal static class ClientDiagnostics
{
    public static Diagnostic NoServer() => Error(
        "API001", "no server was named", "`turnpike login URL` remembers one; else set TURNPIKE_SERVER or give --server.");

    public static Diagnostic BadAddress(string address) => Error(
        "API002", $"{address} is not the address of a server", "It begins with https:// (or http:// for this machine), such as https://turnpike.example.com.");

    public static Diagnostic NoToken(string server) => Error(
        "API003", $"nobody is signed in to {server}", "`turnpike login` signs you in; a pipeline sets TURNPIKE_TOKEN or gives --token-file.");

    public static Diagnostic Unreachable(string server, string reason) => Error(
        "API004", $"{server} cannot be reached: {reason}", "Is the address right, and does `turnpike serve` run there?");

    public static Diagnostic BadCertificate(string server, string reason) => Error(
        "API005", $"the certificate of {server} is not to be trusted: {reason}", "Nothing was sent. Put its issuer into this machine's store (SSL_CERT_FILE names a file of your own).");

    public static Diagnostic NotOurs(string server, int status) => Error(
        "API006", $"{server} answered with {status} and not as Turnpike does", "Is there a proxy in between, or another program at this address?");

    public static Diagnostic Refused(string message, string help) => Error("API007", $"{message}", help);

    public static Diagnostic SaidByServer(string code, DiagnosticSeverity severity, string place, string message, string? help) =>
        new(code, severity, $"{place}{message}", null, default, help);

    public static Diagnostic Moved(string server, string to) => Error(
        "API008", $"{server} sends its callers on to {to}", "Nothing was sent there. Give that address, if it is the right one.");

    public static Diagnostic BadToken(string from) => Error(
        "API009", $"{from} does not hold a token", "A token is one line, as `turnpike token create` prints it.");

    public static Diagnostic BadCredentials(string path, string reason) => Error(
        "API010", $"what `turnpike login` keeps in {path} cannot be used: {reason}", "`turnpike login` writes it anew.");

    public static Diagnostic PlainHttp(string server) => new(
        "API011", DiagnosticSeverity.Warning, $"the token goes to {server} unencrypted", null, default, "Use https:// for any server but this machine's own.");

    public static Diagnostic TooSlow(string server, int seconds) => Error(
        "API012", $"{server} did not answer within {seconds} seconds", "What was asked for may still be done: look before you ask again.");

    public static Diagnostic NotUnique(string what, string given, string candidates) => Error(
        "API013", $"more than one {what} is called {given}", $"They are {candidates}. Give more of it.");

    public static Diagnostic NoSuch(string what, string given, string help) => Error("API014", $"there is no {what} {given}", help);

    public static Diagnostic NoTerminal() => Error(
        "API015", "there is no terminal to ask for a password at", "Give --email, and the password as one line of standard input with --password-stdin.");

    private static Diagnostic Error(string code, string message, string help) => new(code, DiagnosticSeverity.Error, message, null, default, help);
}
