using Turnpike.Text;

namespace Turnpike.Inventory.Sources;

/// <summary>What may be wrong with what is pushed. One method and one code a message; documented in docs/diagnostics.md.</summary>
public static class SourceDiagnostics
{
    public static Diagnostic IsPlan(SourceText source) =>
        Error("PUSH001", source, "this is a plan: it tells what will be, and a source tells what is", "Push it as a change: turnpike push PLAN, or POST /api/v1/changes.");

    public static Diagnostic HoldsNothing(string name) =>
        new("PUSH002", DiagnosticSeverity.Error, $"{name} holds no state, no observation, no code result and no manifests", null, default, "A source is a Terraform state (version 4, or terraform show -json), what a cloud showed (turnpike sync --to), expanded code (turnpike terraform result) or Kubernetes objects as YAML or JSON.");

    public static Diagnostic BadScope(string scope) =>
        new("PUSH003", DiagnosticSeverity.Error, $"'{scope}' cannot name a scope", null, default, "A scope is 1 to 200 characters without spaces at its ends, control characters or //, and does not end with a slash: prod/network.");

    public static Diagnostic BadName(string name) =>
        new("PUSH004", DiagnosticSeverity.Error, $"'{name}' cannot name a source", null, default, "A source is called by 1 to 300 characters without control characters: network/terraform.tfstate.");

    public static Diagnostic BadAddress(string name, string address) =>
        new("PUSH005", DiagnosticSeverity.Error, $"{name}: the address {address} holds control characters, or is longer than 2048", null, default, "Rename the object.");

    public static Diagnostic Twice(string name, string address) =>
        new("PUSH006", DiagnosticSeverity.Warning, $"{name}: {address} occurs twice; the first one counts", null, default, "Remove one of them.");

    public static Diagnostic AlsoElsewhere(string name, string address, string other, int count) =>
        new("PUSH007", DiagnosticSeverity.Warning, $"{name}: {count} resources came with {other} before, {address} among them; from now on this source speaks for them", null, default, "Give each root a scope of its own, or push a file under one name.");

    private static Diagnostic Error(string code, SourceText source, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, new TextSpan(0, 0), help);
}
