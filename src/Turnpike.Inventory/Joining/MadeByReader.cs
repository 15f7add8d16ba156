using Turnpike.Formats;
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
        if (attributes.TextAt("made_by", "tool") is { } tool)
        {
            return new MadeBy(tool, attributes.TextAt("made_by", "name") ?? "");
        }

        if (row.IsKubernetes)
        {
            return OfObject(row, attributes.At("metadata"));
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

    private static MadeBy? OfObject(ResourceRow row, Value? metadata)
    {
        if (metadata.ItemsAt("ownerReferences") is [ObjectValue owner, ..])
        {
            return new MadeBy(Owner, $"{owner.TextAt("kind")}/{owner.TextAt("name")}");
        }

        if (metadata.TextAt("annotations", "meta.helm.sh/release-name") is { } release)
        {
            return new MadeBy("helm", release);
        }

        if (metadata.TextAt("annotations", "argocd.argoproj.io/tracking-id") is { } tracked)
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
