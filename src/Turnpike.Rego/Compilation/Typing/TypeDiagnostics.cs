using Turnpike.Rego.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Typing;

/// <summary>What is wrong with the types of terms; OPA reports the same as <c>rego_type_error</c>.</summary>
internal static class TypeDiagnostics
{
    private const int MaxNamed = 20;

    public static Diagnostic UndefinedKey(SourceText source, TextSpan span, string reference, RegoType within, Value key) =>
        UndefinedReference(source, span, reference, $"There is no {key} in {Shorten(within)}. {Known(within, key)}".TrimEnd());

    public static Diagnostic WrongKeyType(SourceText source, TextSpan span, string reference, RegoType has, RegoType wants) =>
        UndefinedReference(source, span, reference, $"The key is of type {Shorten(has)}, and only {Shorten(wants)} can be found.");

    public static Diagnostic NoMembers(SourceText source, TextSpan span, string reference, RegoType type) =>
        UndefinedReference(source, span, reference, $"A value of type {Shorten(type)} has nothing inside.");

    public static Diagnostic Arguments(SourceText source, TextSpan span, string name, IEnumerable<RegoType?> has, FunctionType wants) => Error(
        "REGO308", $"{name}: invalid argument(s)", source, span,
        $"have: ({string.Join(", ", has.Select(static t => t is null ? "???" : Shorten(t)))}), want: ({string.Join(", ", wants.Parameters.Select(Shorten))})");

    public static Diagnostic Match(SourceText source, TextSpan span, RegoType? left, RegoType? right) => Error(
        "REGO309", "match error", source, span,
        $"The two sides can never be equal: {(left is null ? "???" : Shorten(left))} and {(right is null ? "???" : Shorten(right))}.");

    public static Diagnostic UndefinedSchema(SourceText source, TextSpan span, string path) => Error(
        "REGO310", $"undefined schema: {path}", source, span, "No schema of this name was given (--schema names a file or a folder of them).");

    private static Diagnostic UndefinedReference(SourceText source, TextSpan span, string reference, string help) =>
        Error("REGO307", $"undefined ref: {reference}", source, span, help);

    private static string Shorten(RegoType type) => type.ToString() is { Length: > 200 } text ? string.Concat(text.AsSpan(0, 200), "…") : type.ToString();

    private static string Known(RegoType type, Value key)
    {
        var known = type.Alternatives.OfType<ObjectType>().SelectMany(static t => t.Members).Select(static m => m.Key).Distinct().Order().ToArray();
        if (known.Length == 0)
        {
            return "";
        }

        var nearest = key is StringValue wanted
            ? Binding.Spelling.Nearest(wanted.Value, known.OfType<StringValue>().Select(static k => k.Value))
            : null;
        return nearest is not null
            ? $"Did you mean {nearest}?"
            : $"Known are {string.Join(", ", known.Take(MaxNamed))}{(known.Length > MaxNamed ? ", …" : "")}.";
    }

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
