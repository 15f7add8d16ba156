using Turnpike.Formats.Observation;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Inventory.Joining;

/// <summary>Tells which tool made a resource, by what it says itself.</summary>
internal static class MadeByReader
{
    /// <summary>Another object of the cluster, which its name says.</summary>
    public const string Owner = "kubernetes";

    // The first that is there counts: a stack's tag stays on what the stack's own tools made.
    private static readonly (string Tag, string Tool)[] s_tags =
    [
        ("aws:cloudformation:stack-name", "cloudformation"),
        ("aws:autoscaling:groupName", "autoscaling"),
        ("aws:eks:cluster-name", "eks"),
        ("eks:cluster-name", "eks"),
        ("elasticbeanstalk:environment-name", "elastic-beanstalk"),
        ("aws:ec2:fleet-id", "ec2-fleet"),
        ("aws:backup:source-resource", "backup"),
        ("aws:servicecatalog:provisionedProductArn", "service-catalog"),
        ("karpenter.sh/nodepool", "karpenter"),
        ("crossplane-name", "crossplane"),
        ("pulumi:project", "pulumi"),
    ];

    /// <summary>Null where nothing tells: by hand, as far as can be known.</summary>
    public static MadeBy? Of(ResourceRow row, ObjectValue attributes)
    {
        if (attributes.Get("made_by") is ObjectValue made && made.Get("tool") is StringValue tool)
        {
            return new MadeBy(tool.Value, (made.Get("name") as StringValue)?.Value ?? "");
        }

        if (row.IsKubernetes)
        {
            return OfObject(row, attributes.Get("metadata") as ObjectValue ?? ObjectValue.Empty);
        }

        foreach (var (tag, name) in s_tags)
        {
            foreach (var (key, value) in row.Tags)
            {
                if (key == tag)
                {
                    return new MadeBy(name, value);
                }
            }
        }

        return null;
    }

    private static MadeBy? OfObject(ResourceRow row, ObjectValue metadata)
    {
        if (metadata.Get("ownerReferences") is ArrayValue { Count: > 0 } owners && owners[0] is ObjectValue owner)
        {
            return new MadeBy(Owner, $"{(owner.Get("kind") as StringValue)?.Value}/{(owner.Get("name") as StringValue)?.Value}");
        }

        var annotations = metadata.Get("annotations") as ObjectValue;
        if ((annotations?.Get("meta.helm.sh/release-name") as StringValue)?.Value is { } release)
        {
            return new MadeBy("helm", release);
        }

        if ((annotations?.Get("argocd.argoproj.io/tracking-id") as StringValue)?.Value is { } tracked)
        {
            return new MadeBy("argocd", tracked.Split(':')[0]);
        }

        foreach (var (key, value) in row.Tags)
        {
            if (key == "kustomize.toolkit.fluxcd.io/name")
            {
                return new MadeBy("flux", value);
            }

            if (key == "app.kubernetes.io/managed-by")
            {
                return new MadeBy(value.ToLowerInvariant(), "");
            }
        }

        return null;
    }
}
