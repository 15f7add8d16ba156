using System.Security.Cryptography;
using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.DataSources;

/// <summary>Data sources whose result follows from their arguments, so that no provider has to be asked.</summary>
internal static class PureDataSource
{
    /// <summary>Everything that the configuration sets is known.</summary>
    public static bool IsKnownConfiguration(HclValue value, SchemaBlock schema)
    {
        if (value.Value is not ObjectValue members)
        {
            return value.IsKnown;
        }

        for (var i = 0; i < members.Count; i++)
        {
            var member = members.Values[i];
            if (!member.IsGround && !(schema.ByName.TryGetValue(((StringValue)members.Keys[i]).Value, out var attribute) && attribute.IsComputed))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="value">By the schema, its configuration known.</param>
    /// <param name="settings">Of the provider that would be asked.</param>
    /// <returns>No value for a data source that its provider has to be asked for.</returns>
    public static HclValue Read(string provider, string type, HclValue value, Func<ProviderSettings> settings, Evaluator evaluator) => (provider, type) switch
    {
        ("registry.terraform.io/hashicorp/aws", "aws_partition" or "aws_region") => AwsRegion.Read(type, value, settings()),
        ("registry.terraform.io/hashicorp/aws", "aws_iam_policy_document") => Policy(value),
        ("registry.terraform.io/hashicorp/aws", "aws_arn") => Arn(value),
        ("registry.terraform.io/hashicorp/template", "template_file") => Template(value, evaluator),
        ("registry.terraform.io/hashicorp/null", "null_data_source") => ProviderBehaviour.With(value, "outputs", value.ElementAt("inputs")),
        _ => default,
    };

    private static HclValue Policy(HclValue value)
    {
        var marks = value.HoldsMarks ? OwnMarks.Sensitive : OwnMarks.None;
        var read = PolicyDocumentSource.Read((ObjectValue)PlanForm.Of(value.Value));
        foreach (var name in (string[])["id", "json", "minified_json", "version"])
        {
            value = ProviderBehaviour.With(value, name, new HclValue(HclType.String, read.Get(name)!).WithMarks(name == "version" ? OwnMarks.None : marks));
        }

        return value;
    }

    private static HclValue Arn(HclValue value)
    {
        if (value.ElementAt("arn") is not { IsKnown: true, IsNull: false } arn || arn.AsString().Split(':', 6) is not ["arn", var partition, var service, var region, var account, var resource])
        {
            return default;
        }

        value = ProviderBehaviour.With(value, "id", HclValue.String(arn.AsString()));
        value = ProviderBehaviour.With(value, "partition", HclValue.String(partition));
        value = ProviderBehaviour.With(value, "service", HclValue.String(service));
        value = ProviderBehaviour.With(value, "region", HclValue.String(region));
        value = ProviderBehaviour.With(value, "account", HclValue.String(account));
        return ProviderBehaviour.With(value, "resource", HclValue.String(resource));
    }

    private static HclValue Template(HclValue value, Evaluator evaluator)
    {
        if (value.ElementAt("template") is not { IsKnown: true, IsNull: false } template)
        {
            return default;
        }

        var faults = new DiagnosticBag();
        var expression = HclParser.ParseTemplate(SourceText.From("template", template.AsString()), faults);
        var variables = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        var given = value.ElementAt("vars");
        for (var i = 0; i < (given.IsNull || !given.IsKnown ? 0 : given.Count); i++)
        {
            variables[given.KeyAt(i)] = given.ElementAt(i);
        }

        var result = evaluator.Evaluate(expression, new HclScope(null, variables), faults);
        if (faults.HasErrors)
        {
            throw new PolicyException("the template cannot be rendered: " + faults.First(static f => f.IsError).Message);
        }

        if (!HclConversion.TryConvert(result, HclType.String, out var text, out _) || !text.IsKnown || text.IsNull)
        {
            return default;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.AsString())));
        return ProviderBehaviour.With(ProviderBehaviour.With(value, "rendered", text), "id", HclValue.String(hash));
    }
}
