using Turnpike.Gate.Waivers;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Waivers;

public sealed class WaiverFileTests
{
    private const string Whole = """
        - rule: aws-s3-public-acl
          resource: aws_s3_bucket.site
          reason: It is the public web site.
          owner: web@example.com
          expires: 2027-01-31
        """;

    [Fact]
    public void Reads_every_field_and_the_place()
    {
        var waiver = Assert.Single(Read("# ours\n" + Whole, out var faults));

        Assert.Empty(faults);
        Assert.Equal("aws-s3-public-acl", waiver.Rule.Value);
        Assert.Equal("aws_s3_bucket.site", waiver.Resource);
        Assert.Equal("It is the public web site.", waiver.Reason);
        Assert.Equal("web@example.com", waiver.Owner);
        Assert.Equal(new DateOnly(2027, 1, 31), waiver.Expires);
        Assert.Equal(2, waiver.Source!.PositionAt(waiver.Span.Start).Line);
    }

    [Theory]
    [InlineData("waivers:\n- {rule: r, resource: '*', reason: why, owner: me, expires: 2027-01-31}", 1)]
    [InlineData("[{\"rule\": \"r\", \"resource\": \"*\", \"reason\": \"why\", \"owner\": \"me\", \"expires\": \"2027-01-31\"}]", 1)]
    [InlineData("", 0)]
    [InlineData("[]", 0)]
    public void Reads_other_forms(string text, int count)
    {
        Assert.Equal(count, Read(text, out var faults).Count);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("rule: r", "GATE030 1:1")]
    [InlineData("- r", "GATE031 1:3")]
    [InlineData("- {resource: '*', reason: why, owner: me, expires: 2027-01-31}", "GATE032 1:4")]
    [InlineData("- {rule: r, resource: '', reason: why, owner: me, expires: 2027-01-31}", "GATE032 1:13")]
    [InlineData("- {rule: r, resource: '*', reason: why, owner: me}", "GATE032 1:4")]
    [InlineData("- {rule: r, resource: '*', reason: why, owner: me, expires: 2027-01-31, ticket: x}", "GATE033 1:73")]
    [InlineData("- {rule: r, resource: '*', reason: [why], owner: me, expires: 2027-01-31}", "GATE034 1:28")]
    [InlineData("- {rule: r, resource: '*', reason: why, owner: me, expires: 2027-02-30}", "GATE035 1:52")]
    [InlineData("- {rule: r, resource: '*', reason: why, owner: me, expires: soon}", "GATE035 1:52")]
    [InlineData("- {rule: r}\n- {owner: me}", "GATE032 1:4,GATE032 1:4,GATE032 1:4,GATE032 1:4,GATE032 2:4,GATE032 2:4,GATE032 2:4,GATE032 2:4")]
    public void Reports_every_fault_with_its_place(string text, string expected)
    {
        Read(text, out var faults);

        Assert.Equal(expected, string.Join(',', faults.Select(static f => $"{f.Code} {f.Position}")));
    }

    private static IReadOnlyList<Waiver> Read(string text, out DiagnosticBag faults) =>
        WaiverFile.Read(SourceText.From("waivers.yaml", text), faults = new DiagnosticBag());
}
