using Turnpike.Text;

namespace Turnpike.Server.Settings;

/// <summary>Faults of settings; one method and one code a message.</summary>
internal static class SettingDiagnostics
{
    public static Diagnostic Unknown(SettingPlace place, string key, string? nearest) => Error(
        "SET001", place, $"there is no setting {key}", nearest is null ? "docs/guides/settings.md lists them all." : $"Did you mean {nearest}?");

    /// <param name="value">Null where it is a secret.</param>
    public static Diagnostic WrongValue(SettingPlace place, string key, string? value, string expected) => Error(
        "SET002", place, $"{key} is {value ?? "out of form"}, which is not what it takes", $"It takes {expected}.");

    public static Diagnostic NoSuchFile(SettingPlace place, string path, string reason) => Error(
        "SET003", place, $"the file {path} cannot be read: {reason}", "Check the path and who may read it.");

    public static Diagnostic NotAMapping(SettingPlace place) => Error(
        "SET004", place, "a file of settings is one mapping of keys to values", "Write a line such as listen: http://127.0.0.1:7077.");

    public static Diagnostic NotAValue(SettingPlace place, string key) => Error(
        "SET005", place, $"{key} takes one value", "Write it behind the colon, without a list or further keys.");

    public static Diagnostic Incomplete(string what, string missing) => Error(
        "SET006", SettingPlace.None, $"{what} needs {missing}", $"Set {missing} too.");

    public static Diagnostic Exclusive(string one, string other) => Error(
        "SET007", SettingPlace.None, $"{one} goes with {other}, which is not set", "Set both, or neither.");

    public static Diagnostic Twice(SettingPlace place, string key) => Error(
        "SET008", place, $"{key} is given both as a value and by a file", "Leave one of them out.");

    public static Diagnostic Unprotected(string listen) => Warning(
        "SET009", $"others can reach {listen}, and what they send is not encrypted", "Put a proxy with TLS in front and set public-url to its https address; docs/guides/server.md shows how.");

    public static Diagnostic UnknownVariable(string name, string nearest) => Warning(
        "SET010", $"the environment has {name}, which is no setting", $"Did you mean {nearest}?");

    public static Diagnostic ProviderId(string id) => Error(
        "SET011", SettingPlace.None, $"{id} cannot be what a sign-in provider is called", "Use small letters, digits and dashes: it is part of an address.");

    public static Diagnostic Issuer(string id, string issuer) => Error(
        "SET012", SettingPlace.None, $"the issuer of {id}, {issuer}, is no https address", "Take it from the provider's discovery document, without query or fragment.");

    public static Diagnostic CodeHostId(string id) => Error(
        "SET021", SettingPlace.None, $"{id} cannot be what a code host is called", "Use small letters, digits and dashes: it is part of an address.");

    public static Diagnostic CodeHostApi(string id, string api) => Error(
        "SET022", SettingPlace.None, $"the API of {id}, {api}, is no https address", "It is https://api.github.com, https://HOST/api/v3 or https://HOST/api/v4.");

    private static Diagnostic Error(string code, SettingPlace place, string message, string help) =>
        new(code, DiagnosticSeverity.Error, place.Origin is null ? message : $"{place.Origin}: {message}", place.Source, place.Span, help);

    private static Diagnostic Warning(string code, string message, string help) => new(code, DiagnosticSeverity.Warning, message, null, default, help);
}

/// <summary>Where a setting was given: a place in a file, or the name of a flag or variable.</summary>
internal readonly record struct SettingPlace(string? Origin, SourceText? Source, TextSpan Span)
{
    public static SettingPlace None => default;

    public static SettingPlace Of(string origin) => new(origin, null, default);

    /// <summary>For people who ask where a setting comes from.</summary>
    public string Says => Source is null ? Origin ?? "default" : $"{Source.Name}:{Source.PositionAt(Span.Start)}";
}
