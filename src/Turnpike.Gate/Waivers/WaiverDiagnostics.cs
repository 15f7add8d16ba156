using Turnpike.Text;

namespace Turnpike.Gate.Waivers;

internal static class WaiverDiagnostics
{
    private const string Form = "A waiver file is a list of {rule, resource, reason, owner, expires}.";

    public static Diagnostic NotAList(SourceText source, TextSpan span) => Error(
        "GATE030", "a list of waivers was expected", source, span, Form);

    public static Diagnostic NotAWaiver(SourceText source, TextSpan span) => Error(
        "GATE031", "a waiver was expected: an object", source, span, Form);

    public static Diagnostic MissingField(SourceText source, TextSpan span, string field) => Error(
        "GATE032", $"the waiver has no `{field}`", source, span, "A waiver needs rule, resource, reason, owner and expires, none of them empty.");

    public static Diagnostic UnknownField(SourceText source, TextSpan span, string field) => Error(
        "GATE033", $"`{field}` is no field of a waiver", source, span, "Known fields: rule, resource, reason, owner, expires.");

    public static Diagnostic NotText(SourceText source, TextSpan span, string field) => Error(
        "GATE034", $"`{field}` is not a text", source, span, "Write a text; quote it where YAML would take it for something else.");

    public static Diagnostic BadDate(SourceText source, TextSpan span, string text) => Error(
        "GATE035", $"`expires` is \"{text}\", which is no day", source, span, "Write the last day on which the waiver holds as 2027-01-31.");

    public static Diagnostic UnknownRule(Waiver waiver) => Warning(
        "GATE036", $"the waiver names the rule \"{waiver.Rule}\", which is not among the rules of this check", waiver, "Check the spelling, or remove the waiver.");

    public static Diagnostic Unused(Waiver waiver) => Warning(
        "GATE037", $"the waiver of \"{waiver.Rule}\" for \"{waiver.Resource}\" covers no finding", waiver, "Remove it if what it covered is gone.");

    public static Diagnostic Expired(Waiver waiver) => Warning(
        "GATE038", $"the waiver of \"{waiver.Rule}\" for \"{waiver.Resource}\" expired on {waiver.Expires:yyyy-MM-dd}", waiver,
        $"Fix what it covers, or let {waiver.Owner} decide again and write a new day.");

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);

    private static Diagnostic Warning(string code, string message, Waiver waiver, string help) =>
        new(code, DiagnosticSeverity.Warning, message, waiver.Source, waiver.Span, help);
}
