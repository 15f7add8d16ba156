using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Decoding;

/// <summary>Bodies whose schema is not known.</summary>
internal sealed partial class BodyDecoder
{
    /// <summary>Attributes as written. What is not written may exist all the same, so nothing is null.</summary>
    public DecodedBlock DecodeAsWritten(IHclBody body, HclScope scope, SourcePlace place)
    {
        var attributes = body.GetAttributes([]);
        var members = new HclObjectBuilder(attributes.Count);
        foreach (var attribute in attributes)
        {
            members.Set(attribute.Name, evaluator.Evaluate(attribute.Expression, scope, diagnostics));
        }

        return new DecodedBlock { Value = members.ToValue(), Place = place, Attributes = [.. attributes], Scope = scope };
    }
}
