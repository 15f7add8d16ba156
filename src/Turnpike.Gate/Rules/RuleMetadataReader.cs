using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>Reads what a rule says about itself out of its package's annotation, and reports every fault in it.</summary>
internal sealed class RuleMetadataReader(RegoModule module, Annotation annotation, DiagnosticBag diagnostics)
{
    private static readonly string[] s_required = ["id", "severity", "scope", "remediation"];
    private static readonly string[] s_known = [.. s_required, "resource_types", "modes", "controls", "params"];

    private readonly ObjectValue _custom = annotation.Custom ?? ObjectValue.Empty;

    public static string PackageName(RegoModule module) => string.Join('.', module.Package.Path);

    /// <summary>The annotation that makes a package a rule of ours: the one that gives it an id.</summary>
    public static Annotation? Find(RegoModule module) =>
        module.Package.Annotations.FirstOrDefault(static a => a.Custom?.Get("id") is not null);

    public RuleMetadata? Read(string? pack)
    {
        var before = diagnostics.Count;
        foreach (var field in s_required)
        {
            if (_custom.Get(field) is null)
            {
                Report(RuleDiagnostics.MissingField(module.Source, annotation.Span, "custom." + field));
            }
        }

        foreach (var key in _custom.Keys)
        {
            if (key is StringValue name && Array.IndexOf(s_known, name.Value) < 0)
            {
                Report(RuleDiagnostics.UnknownField(module.Source, annotation.Span, name.Value, s_known));
            }
        }

        var metadata = new RuleMetadata
        {
            Id = new RuleId(ReadId()),
            Title = Required(annotation.Title, "title"),
            Description = Required(annotation.Description, "description"),
            Severity = ReadSeverity(),
            Scope = ReadScope(),
            ResourceTypes = ReadStrings("resource_types"),
            Modes = _custom.Get("modes") is null ? ["managed"] : ReadStrings("modes"),
            Remediation = ReadText("remediation"),
            Controls = ReadControls(),
            Parameters = ReadParameters(),
            Pack = pack,
            Package = PackageName(module),
            Source = module.Source,
            Span = module.Package.Span,
        };
        CheckTypes(metadata);
        return diagnostics.Count == before ? metadata : null;
    }

    private string ReadId()
    {
        var id = ReadText("id");
        if (id.Length > 0 && !id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            Report(RuleDiagnostics.BadId(module.Source, annotation.Span, id));
        }

        return id;
    }

    private Severity ReadSeverity()
    {
        var name = ReadText("severity");
        var severity = SeverityNames.Parse(name);
        if (severity is null && name.Length > 0)
        {
            Report(RuleDiagnostics.BadChoice(module.Source, annotation.Span, "severity", name, SeverityNames.All));
        }

        return severity ?? Severity.Medium;
    }

    private RuleScope ReadScope()
    {
        switch (ReadText("scope"))
        {
            case "" or "resource":
                return RuleScope.Resource;
            case "document":
                return RuleScope.Document;
            case "estate":
                return RuleScope.Estate;
            case var other:
                Report(RuleDiagnostics.BadChoice(module.Source, annotation.Span, "scope", other, "resource, document or estate"));
                return RuleScope.Resource;
        }
    }

    private void CheckTypes(RuleMetadata metadata)
    {
        if (metadata.Scope == RuleScope.Resource && metadata.ResourceTypes.Count == 0)
        {
            Report(RuleDiagnostics.MissingField(module.Source, annotation.Span, "custom.resource_types"));
        }

        foreach (var mode in metadata.Modes)
        {
            if (mode is not ("managed" or "data"))
            {
                Report(RuleDiagnostics.BadChoice(module.Source, annotation.Span, "modes", mode, "managed or data"));
            }
        }
    }

    private List<Control> ReadControls()
    {
        if (_custom.Get("controls") is not { } value)
        {
            return [];
        }

        var controls = new List<Control>();
        if (value is not ObjectValue frameworks)
        {
            Report(RuleDiagnostics.BadShape(module.Source, annotation.Span, "controls", "an object of lists of ids by framework"));
            return [];
        }

        for (var i = 0; i < frameworks.Count; i++)
        {
            var framework = frameworks.Keys[i] is StringValue name ? name.Value : frameworks.Keys[i].ToString();
            foreach (var id in Strings(frameworks.Values[i], "controls." + framework))
            {
                controls.Add(new Control(framework, id));
            }
        }

        return controls;
    }

    private ObjectValue ReadParameters()
    {
        switch (_custom.Get("params"))
        {
            case null:
                return ObjectValue.Empty;
            case ObjectValue parameters:
                return parameters;
            default:
                Report(RuleDiagnostics.BadShape(module.Source, annotation.Span, "params", "an object of defaults by name"));
                return ObjectValue.Empty;
        }
    }

    private List<string> ReadStrings(string field) => _custom.Get(field) is { } value ? Strings(value, field) : [];

    private List<string> Strings(Value value, string field)
    {
        var strings = new List<string>();
        if (value is ArrayValue array && array.Items.ToArray().All(static item => item is StringValue))
        {
            foreach (var item in array.Items)
            {
                strings.Add(((StringValue)item).Value);
            }
        }
        else
        {
            Report(RuleDiagnostics.BadShape(module.Source, annotation.Span, field, "a list of strings"));
        }

        return strings;
    }

    private string ReadText(string field)
    {
        switch (_custom.Get(field))
        {
            case null:
                return "";
            case StringValue { Value: var text } when !string.IsNullOrWhiteSpace(text):
                return text.Trim();
            default:
                Report(RuleDiagnostics.BadShape(module.Source, annotation.Span, field, "a text that is not empty"));
                return "";
        }
    }

    private string Required(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Report(RuleDiagnostics.MissingField(module.Source, annotation.Span, field));
        }

        return text?.Trim() ?? "";
    }

    private void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);
}
