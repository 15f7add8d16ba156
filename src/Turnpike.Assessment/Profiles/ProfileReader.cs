using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Assessment.Profiles;

/// <summary>
/// Reads a profile. One may build on another and changes what it names; a measure or setting that no section knows is an
/// error, since a misspelt one would silently ask for nothing.
/// </summary>
public sealed class ProfileReader(IReadOnlyList<ISection> sections, IReadOnlyDictionary<string, SourceText> shipped)
{
    private const int MaxBases = 8;

    private static readonly string[] s_members = ["profile", "base", "required_tags", "thresholds", "settings", "fail_on"];

    private readonly Dictionary<string, MeasureForm> _measures = sections.SelectMany(static s => s.Measures).ToDictionary(static m => m.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, SettingForm> _settings = sections.SelectMany(static s => s.Settings).ToDictionary(static s => s.Id, StringComparer.Ordinal);

    /// <summary>Those that come with Turnpike.</summary>
    public IEnumerable<string> Names => shipped.Keys.Order(StringComparer.Ordinal);

    /// <summary>A profile that comes with Turnpike; null where there is none of that name.</summary>
    public Profile? Find(string name, DiagnosticBag diagnostics) => shipped.TryGetValue(name, out var file) ? Read(file, diagnostics) : null;

    public Profile Read(SourceText file, DiagnosticBag diagnostics) => Read(file, diagnostics, 0);

    private Profile Read(SourceText file, DiagnosticBag diagnostics, int depth)
    {
        var faults = diagnostics.Count;
        var documents = YamlReader.Read(file, diagnostics, YamlLimits.Default);
        if (documents is not [var document])
        {
            return diagnostics.Count > faults ? Profile.Empty : Refuse(AssessmentDiagnostics.NotAProfile(file, default));
        }

        if (document.Value is not ObjectValue content)
        {
            return Refuse(AssessmentDiagnostics.NotAProfile(file, document.Span));
        }

        var page = new Page(file, new YamlLocator(file, document.Span, YamlLimits.Default), content, diagnostics);
        page.CheckMembers(ValuePath.Root, content, s_members);
        var ground = Base(page, depth);
        return new Profile(
            page.Text("profile") ?? Path.GetFileNameWithoutExtension(file.Name),
            content.Get("required_tags") is null ? ground.RequiredTags : page.Texts("required_tags"),
            Laid(ground.Thresholds, Thresholds(page)),
            Laid(ground.Settings, Settings(page)),
            content.Get("fail_on") is null ? ground.FailOn : FailOn(page));

        Profile Refuse(Diagnostic fault)
        {
            diagnostics.Add(fault);
            return Profile.Empty;
        }
    }

    private Profile Base(Page page, int depth)
    {
        if (page.Text("base") is not { } name)
        {
            return Profile.Empty;
        }

        if (depth < MaxBases && shipped.TryGetValue(name, out var file) && file.Name != page.File.Name)
        {
            return Read(file, page.Diagnostics, depth + 1);
        }

        page.Add(AssessmentDiagnostics.UnknownProfile(page.File, page.Span("base"), name, Names));
        return Profile.Empty;
    }

    private Dictionary<string, Threshold> Thresholds(Page page)
    {
        var thresholds = new Dictionary<string, Threshold>(StringComparer.Ordinal);
        foreach (var (id, value) in page.Members("thresholds"))
        {
            if (!_measures.TryGetValue(id, out var form))
            {
                page.Add(AssessmentDiagnostics.UnknownMeasure(page.File, page.Span("thresholds", id), id, Nearest(id, _measures.Keys)));
            }
            else if (value is ObjectValue bounds && bounds.Count == 2 && bounds.Get("good") is NumberValue good && bounds.Get("fair") is NumberValue fair)
            {
                var threshold = new Threshold(good.ToDouble(), fair.ToDouble());
                if (form.HigherIsBetter ? threshold.Good < threshold.Fair : threshold.Good > threshold.Fair)
                {
                    page.Add(AssessmentDiagnostics.WrongOrder(page.File, page.Span("thresholds", id), id, form.HigherIsBetter ? "more" : "less"));
                }

                thresholds[id] = threshold;
            }
            else
            {
                page.Add(AssessmentDiagnostics.NotAThreshold(page.File, page.Span("thresholds", id), id));
            }
        }

        return thresholds;
    }

    private Dictionary<string, double> Settings(Page page)
    {
        var settings = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (id, value) in page.Members("settings"))
        {
            if (!_settings.ContainsKey(id))
            {
                page.Add(AssessmentDiagnostics.UnknownSetting(page.File, page.Span("settings", id), id, Nearest(id, _settings.Keys)));
            }
            else if (value is NumberValue number)
            {
                settings[id] = number.ToDouble();
            }
            else
            {
                page.Add(AssessmentDiagnostics.NotANumber(page.File, page.Span("settings", id), id));
            }
        }

        return settings;
    }

    private static Grade? FailOn(Page page)
    {
        switch (page.Text("fail_on"))
        {
            case "poor":
                return Grade.Poor;
            case "fair":
                return Grade.Fair;
            case "never":
                return null;
            default:
                page.Add(AssessmentDiagnostics.UnknownGrade(page.File, page.Span("fail_on")));
                return null;
        }
    }

    private static string? Nearest(string id, IEnumerable<string> known) =>
        known.Select(k => (Name: k, Distance: EditDistance.Between(id, k))).Where(k => k.Distance <= Math.Max(2, id.Length / 3)).OrderBy(static k => k.Distance).FirstOrDefault().Name;

    private static Dictionary<string, T> Laid<T>(IReadOnlyDictionary<string, T> ground, Dictionary<string, T> over)
    {
        var laid = new Dictionary<string, T>(ground, StringComparer.Ordinal);
        foreach (var (key, value) in over)
        {
            laid[key] = value;
        }

        return laid;
    }

    /// <summary>The file that is read, with the places of what is in it.</summary>
    private sealed record Page(SourceText File, YamlLocator Places, ObjectValue Content, DiagnosticBag Diagnostics)
    {
        public void Add(Diagnostic diagnostic) => Diagnostics.Add(diagnostic);

        public TextSpan Span(params ReadOnlySpan<string> path) => Places.Locate(ValuePath.Of(path));

        public void CheckMembers(ValuePath path, ObjectValue value, string[] known)
        {
            foreach (var key in value.Keys)
            {
                if ((key as StringValue)?.Value is not { } name || !known.Contains(name))
                {
                    Add(AssessmentDiagnostics.UnknownMember(File, Places.Locate(path.Append(key)), key.ToString() ?? "", string.Join(", ", known)));
                }
            }
        }

        public string? Text(string member)
        {
            switch (Content.Get(member))
            {
                case null:
                    return null;
                case StringValue text:
                    return text.Value;
                default:
                    Add(AssessmentDiagnostics.NotText(File, Span(member), member));
                    return null;
            }
        }

        public IReadOnlyList<string> Texts(string member)
        {
            if (Content.Get(member) is ArrayValue list && list.Items.ToArray().All(static i => i is StringValue))
            {
                return [.. list.Items.ToArray().Select(static i => ((StringValue)i).Value)];
            }

            Add(AssessmentDiagnostics.NotTexts(File, Span(member), member));
            return [];
        }

        public IEnumerable<(string Key, Value Value)> Members(string member)
        {
            if (Content.Get(member) is null or NullValue)
            {
                return [];
            }

            if (Content.Get(member) is ObjectValue members)
            {
                return members.Keys.ToArray().Zip(members.Values.ToArray()).Where(static m => m.First is StringValue).Select(static m => (((StringValue)m.First).Value, m.Second));
            }

            Add(AssessmentDiagnostics.NotAnObject(File, Span(member), member));
            return [];
        }
    }
}
