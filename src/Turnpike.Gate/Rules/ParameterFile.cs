using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>
/// Reads the user's values for rules' parameters, YAML or JSON: an object of rule ids, each with an object of the
/// parameters to set. A later file's value takes an earlier one's place. A name that no rule knows is an error, since a
/// misspelt parameter would silently leave the default in force.
/// </summary>
public static class ParameterFile
{
    public static ObjectValue Read(IReadOnlyList<SourceText> files, RuleSet rules, DiagnosticBag diagnostics)
    {
        var parameters = new ObjectBuilder(4);
        foreach (var file in files)
        {
            foreach (var document in YamlReader.Read(file, diagnostics, YamlLimits.Default))
            {
                var locator = new YamlLocator(file, document.Span, YamlLimits.Default);
                if (document.Value is ObjectValue byRule)
                {
                    ReadRules(file, locator, byRule, rules, parameters, diagnostics);
                }
                else if (document.Value is not NullValue)
                {
                    diagnostics.Add(ParameterDiagnostics.NotAnObject(file, document.Span, "a parameter file"));
                }
            }
        }

        return parameters.ToValue();
    }

    private static void ReadRules(
        SourceText file, YamlLocator locator, ObjectValue byRule, RuleSet rules, ObjectBuilder parameters, DiagnosticBag diagnostics)
    {
        for (var i = 0; i < byRule.Count; i++)
        {
            var (key, value) = (byRule.Keys[i], byRule.Values[i]);
            var span = locator.Locate(ValuePath.Root.Append(key));
            if (key is not StringValue id || rules.Find(new RuleId(id.Value)) is not { } rule)
            {
                diagnostics.Add(ParameterDiagnostics.UnknownRule(file, span, key));
            }
            else if (value is not ObjectValue values)
            {
                diagnostics.Add(ParameterDiagnostics.NotAnObject(file, span, $"the entry of {id.Value}"));
            }
            else
            {
                CheckNames(file, locator, rule, values, diagnostics);
                parameters.Set(key, parameters.Get(key) is ObjectValue earlier ? Laid(values, earlier) : values);
            }
        }
    }

    private static void CheckNames(SourceText file, YamlLocator locator, RuleMetadata rule, ObjectValue values, DiagnosticBag diagnostics)
    {
        foreach (var name in values.Keys)
        {
            if (rule.Parameters.Get(name) is null)
            {
                var span = locator.Locate(ValuePath.Of(rule.Id.Value).Append(name));
                diagnostics.Add(ParameterDiagnostics.UnknownParameter(file, span, rule, name));
            }
        }
    }

    private static ObjectValue Laid(ObjectValue over, ObjectValue under)
    {
        var both = new ObjectBuilder(under.Count + over.Count);
        both.SetAll(under);
        both.SetAll(over);
        return both.ToValue();
    }
}
