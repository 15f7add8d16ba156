using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>Files, modules and schemas.</summary>
internal static partial class TerraformDiagnostics
{
    public static Diagnostic RefusedFile(string name, string reason) => new(
        "TERRA002", DiagnosticSeverity.Error, "Failed to read file", null, default, $"The file {name} could not be read: {reason}.");

    public static Diagnostic TooLargeFile(string name, int limit) => new(
        "TERRA003", DiagnosticSeverity.Error, "File too large", null, default, $"The file {name} is larger than the limit of {limit} bytes and was not read.");

    public static Diagnostic TooManyFiles(string folder, int limit) => new(
        "TERRA004", DiagnosticSeverity.Error, "Too many files", null, default, $"More than {limit} files of configuration were found; the folder {folder} and what follows was not read.");

    public static Diagnostic NoConfiguration(string folder) => new(
        "TERRA005", DiagnosticSeverity.Error, "No configuration files", null, default,
        $"The folder {(folder.Length == 0 ? "." : folder)} holds no files that end in .tf, .tofu, .tf.json or .tofu.json.");

    public static Diagnostic MissingModuleFolder(SourcePlace place, string call, string folder) => Error(
        "TERRA006", "Unreadable module directory",
        $"The folder \"{folder}\" of module \"{call}\" does not exist. Correct the source.", place.Source, place.Span);

    public static Diagnostic MissingModule(SourcePlace place, string call, string source) => Warning(
        "TERRA007", "Module not installed",
        $"The code of module \"{call}\" ({source}) is not in the tree, so what it declares is not checked and its outputs are unknown. "
        + "Run \"terraform init\" first, or put a copy into the folder given as module mirror; modules are never fetched.",
        place.Source, place.Span);

    public static Diagnostic ModuleOutsideTree(SourcePlace place, string call) => Error(
        "TERRA008", "Module source outside the tree",
        $"The source of module \"{call}\" lies outside the folder that is checked, where nothing is read. Check a folder that holds both.", place.Source, place.Span);

    public static Diagnostic EmptyModule(SourcePlace place, string call) => Error(
        "TERRA009", "Module has no configuration files", $"The folder of module \"{call}\" holds no configuration. Correct the source address.", place.Source, place.Span);

    public static Diagnostic ModuleTooDeep(SourcePlace place, int limit) => Error(
        "TERRA010", "Modules nested too deeply",
        $"Module calls are followed {limit} deep, and this one lies deeper. A module may not call itself, directly or through others.", place.Source, place.Span);

    public static Diagnostic InvalidManifest(SourceText source, string reason) => Warning(
        "TERRA011", "Invalid module manifest", $"The list of installed modules cannot be used: {reason}. Run \"terraform init\" again.", source, default);

    public static Diagnostic TooManyFolders(int limit) => new(
        "TERRA012", DiagnosticSeverity.Error, "Too many folders", null, default, $"The search for root modules stopped after {limit} folders. Check a smaller part of the tree.");

    public static Diagnostic ModuleCallsItself(SourcePlace place, string call) => Error(
        "TERRA013", "Module calls itself", $"The module \"{call}\" is called from within itself, so its instances would never end.", place.Source, place.Span);
}
