using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>The faults of bodies that do not fit what their reader knows, HCL070 to HCL079.</summary>
internal static class BodyDiagnostics
{
    internal static Diagnostic UnsupportedArgument(SourceText source, HclAttribute attribute, BodySchema schema) =>
        Error("HCL070", "Unsupported argument", source, attribute.NameSpan, schema.BlocksByType.ContainsKey(attribute.Name)
            ? $"{attribute.Name} is a block here: write it without an equals sign."
            : $"No argument named {attribute.Name} is known here.{Suggestion(attribute.Name, schema.AttributesByName.Keys)}");

    internal static Diagnostic UnsupportedBlock(SourceText source, HclBlock block, BodySchema schema) =>
        Error("HCL071", "Unsupported block type", source, block.TypeSpan, schema.AttributesByName.ContainsKey(block.Type)
            ? $"{block.Type} is an argument here: write it with an equals sign."
            : $"No block of type {block.Type} is known here.{Suggestion(block.Type, schema.BlocksByType.Keys)}");

    internal static Diagnostic MissingArgument(SourceText source, TextSpan span, string name) =>
        Error("HCL072", "Missing required argument", source, span, $"The argument {name} must be set here.");

    internal static Diagnostic ExtraneousLabel(SourceText source, TextSpan span, BlockSchema block) =>
        Error("HCL073", $"Extraneous label for {block.Type}", source, span, block.LabelNames.Count == 0
            ? $"A {block.Type} block has no labels."
            : $"A {block.Type} block has {Labels(block)}.");

    internal static Diagnostic MissingLabel(SourceText source, TextSpan span, BlockSchema block, int given) =>
        Error("HCL074", $"Missing {block.LabelNames[given]} for {block.Type}", source, span, $"A {block.Type} block has {Labels(block)}.");

    internal static Diagnostic UnexpectedBlock(SourceText source, HclBlock block) =>
        Error("HCL075", $"Unexpected \"{block.Type}\" block", source, block.TypeSpan, "Only arguments are known here, no blocks.");

    /// <summary>A name at most two letters away, as a question; empty if there is none.</summary>
    internal static string Suggestion(string name, IEnumerable<string> known)
    {
        string? best = null;
        var least = 3;
        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            // Too long for a slip of the finger, or too far apart to be worth measuring.
            if (name.Length > 64 || Math.Abs(name.Length - candidate.Length) >= least)
            {
                continue;
            }

            var distance = EditDistance.Between(name, candidate);
            if (distance < least && distance < candidate.Length)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best is null ? "" : $" Did you mean {best}?";
    }

    private static string Labels(BlockSchema block) => block.LabelNames.Count == 1
        ? $"one label, its {block.LabelNames[0]}"
        : $"{block.LabelNames.Count} labels: {string.Join(", ", block.LabelNames)}";

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
