using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Api;

/// <summary>Says in our own words, and without names of types, what the framework could not read of a request.</summary>
internal static partial class RequestFaults
{
    public static Problem Of(BadHttpRequestException bad) => bad.InnerException is JsonException json ? OfJson(json) : bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Problems.Make(413, "too-large", "The body is larger than what is taken here."),
        StatusCodes.Status415UnsupportedMediaType => Problems.Make(415, "unsupported-media-type", "Send the body as Content-Type application/json."),
        StatusCodes.Status408RequestTimeout => Problems.Make(408, "too-slow", "The body came too slowly."),
        _ => OfParameter(bad),
    };

    private static Problem OfParameter(BadHttpRequestException bad)
    {
        var problem = Problems.Make(StatusCodes.Status400BadRequest, "malformed", "The request cannot be read.");
        var parameter = Parameter().Match(bad.Message);
        var isMissing = bad.Message.StartsWith("Required", StringComparison.Ordinal);
        return bad.Message.Contains("body", StringComparison.Ordinal) && (isMissing || bad.Message.Contains("no body", StringComparison.Ordinal))
                ? Problems.Make(StatusCodes.Status400BadRequest, "body-missing", "The request needs a body of application/json.")
            : parameter.Success ? problem with
            {
                Detail = $"The parameter {Name(parameter)} {(isMissing ? "is missing" : "cannot be read")}.",
                Errors = [new ProblemPart("query/" + Name(parameter), isMissing ? "it is required" : Expected(parameter.Groups["type"].Value))],
            }
            : problem;
    }

    // One of a group of parameters is named as its property.
    private static string Name(Match parameter) => JsonNamingPolicy.CamelCase.ConvertName(parameter.Groups["name"].Value);

    private static string Expected(string type) =>
        type.Contains("Int", StringComparison.OrdinalIgnoreCase) || type.Contains("long", StringComparison.OrdinalIgnoreCase) ? "expected a whole number"
        : type.Contains("bool", StringComparison.OrdinalIgnoreCase) ? "expected true or false"
        : type.Contains("DateTimeOffset", StringComparison.Ordinal) ? UtcTime.Expected
        : "it is out of form";

    private static Problem OfJson(JsonException json)
    {
        var (pointer, message) = (Pointer(json.Path), Message(json));
        var place = json.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $", line {line + 1}, byte {json.BytePositionInLine + 1}")
            : "";
        return Problems.Make(StatusCodes.Status400BadRequest, "malformed", $"The body cannot be read as the JSON that is expected here{place}.")
            with { Errors = [new ProblemPart(pointer, message)] };
    }

    private static string Message(JsonException json)
    {
        var text = json.Message;
        return Unmapped().Match(text) is { Success: true } unmapped ? $"there is no property {unmapped.Groups["name"].Value} here"
            : Missing().Match(text) is { Success: true } missing ? $"missing: {missing.Groups["names"].Value.Replace("'", "", StringComparison.Ordinal)}"
            : text.Contains("allow", StringComparison.Ordinal) && text.Contains("null", StringComparison.Ordinal) ? "it must not be null"
            : text.Contains("duplicate", StringComparison.OrdinalIgnoreCase) ? "it is given twice"
            : text.Contains("maximum", StringComparison.Ordinal) && text.Contains("depth", StringComparison.Ordinal) ? "it is nested too deeply"
            : OfToken(json.InnerException?.Message) is { } expected ? expected
            : Conversion().Match(text) is { Success: true } conversion ? "expected " + Kind(conversion.Groups["type"].Value)
            : text.StartsWith("expected", StringComparison.Ordinal) ? text
            : json.InnerException is JsonException or null && json.GetType() != typeof(JsonException) || json.InnerException is not null ? "it is no JSON"
            : "it is out of form";
    }

    // What was to be read there; the outer fault names the whole that it is part of.
    private static string? OfToken(string? text) =>
        text is null ? null
        : text.Contains("as a string", StringComparison.Ordinal) ? "expected a string"
        : text.Contains("as a boolean", StringComparison.Ordinal) ? "expected true or false"
        : text.Contains("bounds for an Int", StringComparison.Ordinal) ? "expected a whole number"
        : text.Contains("as a number", StringComparison.Ordinal) ? "expected a number"
        : null;

    private static string Kind(string type) =>
        type.Contains("String", StringComparison.Ordinal) && !type.Contains('[', StringComparison.Ordinal) ? "a string"
        : type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
        : type.Contains("Double", StringComparison.Ordinal) || type.Contains("Decimal", StringComparison.Ordinal) ? "a number"
        : type.Contains("Boolean", StringComparison.Ordinal) ? "true or false"
        : type.Contains("Dictionary", StringComparison.Ordinal) ? "an object"
        : type.Contains("List", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) ? "a list"
        : "an object";

    // $.items[0].name: /items/0/name. Names that are no plain words stand in brackets and quotes.
    private static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (Match step in Step().Matches(path ?? ""))
        {
            var name = step.Groups["quoted"].Success ? step.Groups["quoted"].Value : step.Groups["index"].Success ? step.Groups["index"].Value : step.Groups["name"].Value;
            pointer.Append('/').Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    [GeneratedRegex("""parameter "(?<type>\S+) (?<name>\w+)""" + "\"", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("JSON property '(?<name>.*)' could not be mapped", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Unmapped();

    [GeneratedRegex("missing required properties including: (?<names>.*?)\\.( Path|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Missing();

    [GeneratedRegex("could not be converted to (?<type>[^ ]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Conversion();

    [GeneratedRegex(@"\['(?<quoted>.*?)'\]|\[(?<index>\d+)\]|\.(?<name>[^.\[]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
