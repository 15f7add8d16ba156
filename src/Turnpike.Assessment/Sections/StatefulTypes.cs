namespace Turnpike.Assessment.Sections;

/// <summary>The types that hold what cannot be made again from code.</summary>
internal static class StatefulTypes
{
    public static IReadOnlyList<string> All { get; } = ["aws_db_instance", "aws_rds_cluster", "aws_dynamodb_table", "aws_efs_file_system", "aws_ebs_volume"];
}
