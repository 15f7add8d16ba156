using System.Globalization;
using Turnpike.Text;

namespace Turnpike.Cli;

/// <summary>Faults of the command line itself and of the files it names.</summary>
internal static class CliDiagnostics
{
    public static Diagnostic Usage(string message, string help) => Error("CLI001", $"{message}", help);

    public static Diagnostic NoSuchFile(string path, string? nearest) => Error(
        "CLI002", $"there is no file or folder {path}", nearest is null ? "Check the path." : $"Did you mean {nearest}?");

    public static Diagnostic CannotReadFile(string path, string reason) => Error(
        "CLI003", $"{path} cannot be read: {reason}", "Check who may read it.");

    public static Diagnostic TooLarge(string path, long maxBytes) => Error(
        "CLI005", string.Create(CultureInfo.InvariantCulture, $"{path} is larger than {maxBytes:N0} bytes"), "Raise --max-input-bytes if that is right.");

    public static Diagnostic BrokenLink(string path) => Warning(
        "CLI007", $"{path} is a link that leads nowhere", "It was passed over.");

    public static Diagnostic CannotWrite(string path, string reason) => Error(
        "CLI008", $"the report cannot be written to {path}: {reason}", "Check that the folder exists and who may write there.");

    public static Diagnostic NothingFound(IEnumerable<string> paths, int passedOver)
    {
        var where = string.Join(", ", paths);
        var others = passedOver == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({passedOver} files of other kinds)");
        return Error("CLI009", $"there is nothing to judge in {where}{others}", "Give Terraform code, plans or states (terraform show -json), or Kubernetes manifests.");
    }

    public static Diagnostic NoSuchPack(string name, IEnumerable<string> known, string? nearest) => Error(
        "CLI010", $"there is no pack {name}", nearest is not null ? $"Did you mean {nearest}?" : $"Packs that come with Turnpike: {string.Join(", ", known)}. A pack of your own is a folder.");

    public static Diagnostic NoSuchRule(string id, string? nearest) => Error(
        "CLI011", $"there is no rule {id}", nearest is null ? "`turnpike rules` lists them all." : $"Did you mean {nearest}?");

    public static Diagnostic TimedOut(int seconds) => Error(
        "CLI012", string.Create(CultureInfo.InvariantCulture, $"the check was not done after {seconds} seconds"), "Raise --timeout, or judge fewer files at a time.");

    public static Diagnostic WhichProvider(IEnumerable<string> known) => Error(
        "CLI014", "the file does not hold exactly one such provider", $"Name one with --provider: {string.Join(", ", known)}.");

    public static Diagnostic OutsideOfTree(string folder, string tree) => Error(
        "CLI015", $"the folder {folder} lies outside of the tree {tree}", "Name a --tree that holds it.");

    public static Diagnostic NoCode(string folder, IReadOnlyList<string> roots) => Error(
        "CLI016",
        $"the folder {folder} holds no Terraform code",
        roots.Count == 0 ? "Name the folder of a root module." : $"Root modules below it: {string.Join(", ", roots.Take(10))}.");

    public static Diagnostic NoSuchModule(string address, string? nearest) => Error(
        "CLI017", $"there is no module {address}", nearest is null ? "`turnpike terraform show` prints the addresses." : $"Did you mean {nearest}?");

    public static Diagnostic JudgedHere(string reason) => Warning(
        "CLI018", $"judged without the server's estate: {reason}", "What the change breaks elsewhere was not looked for, and exceptions granted on a server do not count.");

    public static Diagnostic NoBase(string name) => Warning(
        "CLI019", $"everything counts as new: git does not have {name} to compare with", "Fetch it (actions/checkout: fetch-depth: 0), or name another commit with --base.");

    public static Diagnostic NoScope() => Error(
        "CLI020", "neither the pipeline nor git says which repository this is", "Name it: --scope shop/production.");

    public static Diagnostic NothingThereBefore(string plan) => Warning(
        "CLI021", $"{plan} is a plan with nothing there before it", "An assessment is of what is there: give the state, or what a sync wrote.");

    private static Diagnostic Error(string code, string message, string help) => new(code, DiagnosticSeverity.Error, message, null, default, help);

    private static Diagnostic Warning(string code, string message, string help) => new(code, DiagnosticSeverity.Warning, message, null, default, help);
}
