using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>Which tool made a resource, where the tags that tools leave tell.</summary>
internal static class Makers
{
    private static readonly (string Tag, string Tool)[] s_tags =
    [
        ("aws:cloudformation:stack-name", "cloudformation"),
        ("elasticbeanstalk:environment-name", "elasticbeanstalk"),
        ("aws:eks:cluster-name", "eks"),
        ("eks:cluster-name", "eks"),
        ("elbv2.k8s.aws/cluster", "kubernetes"),
        ("kubernetes.io/service-name", "kubernetes"),
        ("kubernetes.io/created-for/pvc/name", "kubernetes"),
        ("ebs.csi.aws.com/cluster", "kubernetes"),
        ("karpenter.sh/nodepool", "karpenter"),
        ("aws:autoscaling:groupName", "autoscaling"),
        ("aws:backup:source-resource", "backup"),
        ("aws:ecs:clusterName", "ecs"),
        ("aws:elasticmapreduce:job-flow-id", "emr"),
        ("aws:servicecatalog:provisionedProductArn", "servicecatalog"),
        ("AmazonFSx.FileSystemId", "fsx"),
        ("aws:dlm:lifecycle-policy-id", "dlm"),
        ("dlm:managed", "dlm"),
    ];

    public static MadeBy? Find(ObjectValue? tags)
    {
        foreach (var (tag, tool) in s_tags)
        {
            if (tags?.Get(tag) is StringValue name)
            {
                return new(tool, name.Value);
            }
        }

        return null;
    }
}
