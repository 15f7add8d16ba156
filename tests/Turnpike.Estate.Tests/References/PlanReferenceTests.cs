namespace Turnpike.Estate.Tests.References;

/// <summary>What a plan's references resolve to, checked against the code that the plans of the vectors were made from.</summary>
public class PlanReferenceTests
{
    [Theory]
    // bucket = aws_s3_bucket.lake[each.key].id
    [InlineData("s3-data-lake/plan-1-create.json", "aws_s3_bucket_versioning.lake[\"raw\"]", "bucket", "aws_s3_bucket.lake[\"raw\"]")]
    // subnet_ids = aws_subnet.public[*].id
    [InlineData("eks-dev-open/plan-1-create.json", "aws_eks_node_group.dev", "subnet_ids", "aws_subnet.public[0] aws_subnet.public[1]")]
    // role = aws_iam_role.eks["node"].name
    [InlineData("eks-dev-open/plan-1-create.json", "aws_iam_role_policy_attachment.node_admin", "role", "aws_iam_role.eks[\"node\"]")]
    // security_group_id = aws_security_group.this[each.value.group].id, for_each over a local value
    [InlineData("sg-separate-rules/plan-1-create.json", "aws_vpc_security_group_ingress_rule.this[\"web/https\"]", "security_group_id", "aws_security_group.this[\"app\"]? aws_security_group.this[\"bastion\"]? aws_security_group.this[\"cache\"]? aws_security_group.this[\"web\"]? …")]
    // the same once the id is known
    [InlineData("sg-separate-rules/plan-2-fix-ssh.json", "aws_vpc_security_group_ingress_rule.this[\"web/https\"]", "security_group_id", "aws_security_group.this[\"web\"]")]
    // aws_autoscaling_policy.step[each.key].arn
    [InlineData("alb-web-asg/plan-1-create.json", "aws_cloudwatch_metric_alarm.cpu[\"out\"]", "alarm_actions", "aws_autoscaling_policy.step[\"out\"]")]
    // ingress = [{ …, security_groups = [aws_security_group.lb.id] }]
    [InlineData("alb-web-asg/plan-1-create.json", "aws_security_group.instances", "ingress", "aws_security_group.lb")]
    public void An_attribute_refers_to_what_the_code_names(string plan, string address, string attribute, string expected) =>
        Assert.Equal(expected, Estates.Vector("terraform/roots/" + plan).After.Refs(address, attribute));

    [Theory]
    [InlineData("s3-data-lake/plan-1-create.json", "aws_s3_bucket.lake[\"raw\"]", "aws_s3_bucket_versioning", "aws_s3_bucket_versioning.lake[\"raw\"]")]
    [InlineData("s3-data-lake/plan-1-create.json", "aws_s3_bucket.log", "aws_s3_bucket_versioning", "")]
    [InlineData("s3-data-lake/plan-1-create.json", "aws_kms_key.lake", "aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_server_side_encryption_configuration.lake[\"curated\"] aws_s3_bucket_server_side_encryption_configuration.lake[\"raw\"]")]
    [InlineData("eks-dev-open/plan-1-create.json", "aws_vpc.dev", "aws_flow_log", "")]
    [InlineData("eks-dev-open/plan-1-create.json", "aws_vpc.dev", "aws_subnet", "aws_subnet.public[0] aws_subnet.public[1]")]
    public void Referrers_are_the_other_direction(string plan, string address, string type, string expected) =>
        Assert.Equal(expected, Estates.Vector("terraform/roots/" + plan).After.Referrers(address, type));

    /// <summary>Every edge that one direction shows, the other shows too, as certain as it is.</summary>
    [Fact]
    public void Both_directions_agree_on_every_plan()
    {
        foreach (var plan in Estates.VectorPlans())
        {
            var model = Estates.Vector(plan).After;
            foreach (var from in model.All)
            {
                if (from.Deposed is not null || from.Address.Mode != Turnpike.Estate.Identity.ResourceMode.Managed)
                {
                    continue;
                }

                var refs = model.Refs(from, Turnpike.Values.ValuePath.Root);
                Assert.All(refs.Certain, to => Assert.Contains(from, model.Referrers(to, from.Type).Certain));
            }
        }
    }
}
