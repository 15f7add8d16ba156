using System.Text;
using NJsonSchema;
using Turnpike.Gate.Reports;
using Turnpike.Tests;

namespace Turnpike.Gate.Tests.Reports;

public class SarifSchemaTests
{
    public static TheoryData<string> Reports => ["mixed", "passed", "bad input", "hostile", "many"];

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Sarif_is_valid_against_the_standards_schema(string name)
    {
        var schema = await JsonSchema.FromFileAsync(Vectors.Path("schemas/sarif-schema-2.1.0.json"), TestContext.Current.CancellationToken);
        var report = name switch
        {
            "mixed" => ReportSamples.Mixed,
            "passed" => ReportSamples.Passed,
            "bad input" => ReportSamples.BadInput,
            "hostile" => ReportSamples.Hostile,
            _ => ReportSamples.Many(20),
        };
        using var stream = new MemoryStream();
        Report.Write(report, ReportFormat.Sarif, ReportOptions.Default, stream);

        Assert.Empty(schema.Validate(Encoding.UTF8.GetString(stream.ToArray())).Select(static e => e.ToString()));
    }

    [Fact]
    public async Task The_validator_refuses_what_the_schema_forbids()
    {
        var schema = await JsonSchema.FromFileAsync(Vectors.Path("schemas/sarif-schema-2.1.0.json"), TestContext.Current.CancellationToken);
        Assert.NotEmpty(schema.Validate("""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"message":{"text":1},"level":"loud"}]}]}"""));
    }
}
