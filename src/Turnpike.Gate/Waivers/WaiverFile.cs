using System.Globalization;
using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Gate.Rules;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Waivers;

/// <summary>Reads a waiver file, YAML or JSON: a list of waivers, or an object whose <c>waivers</c> is one.</summary>
public sealed class WaiverFile
{
    private static readonly string[] s_fields = ["rule", "resource", "reason", "owner", "expires"];

    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly YamlLocator _locator;
    private readonly List<Waiver> _waivers = [];

    private WaiverFile(SourceText source, YamlDocument document, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _locator = new YamlLocator(source, document.Span, YamlLimits.Default);
    }

    /// <summary>The waivers without a fault; every fault of the others is a diagnostic.</summary>
    public static IReadOnlyList<Waiver> Read(SourceText source, DiagnosticBag diagnostics)
    {
        var waivers = new List<Waiver>();
        foreach (var document in YamlReader.Read(source, diagnostics, YamlLimits.Default))
        {
            var file = new WaiverFile(source, document, diagnostics);
            file.ReadDocument(document.Value);
            waivers.AddRange(file._waivers);
        }

        return waivers;
    }

    private void ReadDocument(Value document)
    {
        var at = ValuePath.Root;
        if (document is ObjectValue { Count: 1 } wrapper && wrapper.Get("waivers") is { } inner)
        {
            (document, at) = (inner, ValuePath.Of("waivers"));
        }

        // An empty file is a list of none.
        if (document is NullValue)
        {
            return;
        }

        if (document is not ArrayValue list)
        {
            _diagnostics.Add(WaiverDiagnostics.NotAList(_source, _locator.Locate(at)));
            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            ReadWaiver(list[i], at.Append(i));
        }
    }

    private void ReadWaiver(Value value, ValuePath at)
    {
        if (value is not ObjectValue fields)
        {
            _diagnostics.Add(WaiverDiagnostics.NotAWaiver(_source, _locator.Locate(at)));
            return;
        }

        foreach (var key in fields.Keys)
        {
            if (key is StringValue name && Array.IndexOf(s_fields, name.Value) < 0)
            {
                _diagnostics.Add(WaiverDiagnostics.UnknownField(_source, _locator.Locate(at.Append(key)), name.Value));
            }
        }

        var rule = Text(fields, "rule", at);
        var resource = Text(fields, "resource", at);
        var reason = Text(fields, "reason", at);
        var owner = Text(fields, "owner", at);
        var expires = Day(fields, at);
        if (rule is not null && resource is not null && reason is not null && owner is not null && expires is { } day)
        {
            _waivers.Add(new Waiver(new RuleId(rule), resource, reason, owner, day) { Source = _source, Span = _locator.Locate(at) });
        }
    }

    private DateOnly? Day(ObjectValue fields, ValuePath at)
    {
        if (Text(fields, "expires", at) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        _diagnostics.Add(WaiverDiagnostics.BadDate(_source, _locator.Locate(at.Append("expires")), text));
        return null;
    }

    private string? Text(ObjectValue fields, string field, ValuePath at)
    {
        switch (fields.Get(field))
        {
            case null or NullValue:
                _diagnostics.Add(WaiverDiagnostics.MissingField(_source, _locator.Locate(at), field));
                return null;
            case StringValue { Value: var text }:
                if (string.IsNullOrWhiteSpace(text))
                {
                    _diagnostics.Add(WaiverDiagnostics.MissingField(_source, _locator.Locate(at.Append(field)), field));
                    return null;
                }

                return text.Trim();
            default:
                _diagnostics.Add(WaiverDiagnostics.NotText(_source, _locator.Locate(at.Append(field)), field));
                return null;
        }
    }
}
