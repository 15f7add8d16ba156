using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>What may be wrong with a provider's schema. One method and one code a message; documented in docs/diagnostics.md.</summary>
public static class SchemaDiagnostics
{
    public static Diagnostic NotASchema(SourceText source) =>
        new("SCHEMA001", DiagnosticSeverity.Error, "this is not a provider schema", source, new TextSpan(0, 0), "Write one with terraform providers schema -json, or with turnpike terraform schema.");

    public static Diagnostic BadEntry(SourceText source, TextSpan span, string what) =>
        new("SCHEMA002", DiagnosticSeverity.Error, $"this entry of the provider schema cannot be used: {what}", source, span, "docs/formats/provider-schema.md shows every form an entry may have; write the file anew with turnpike terraform schema.");
}
