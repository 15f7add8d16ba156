using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;
using Turnpike.Values;

namespace Turnpike.Connectors.Bench;

/// <summary>Fills an account of the emulator through the API: instances with their volumes and interfaces, and what has details of its own.</summary>
internal sealed class EmulatedAccount : IDisposable
{
    private static readonly ServiceDefinition s_ec2 = ServiceDefinition.Plain("ec2", AwsProtocol.Ec2, "2016-11-15");
    private static readonly ServiceDefinition s_iam = ServiceDefinition.Plain("iam", AwsProtocol.Query, "2010-05-08");
    private static readonly ServiceDefinition s_sqs = ServiceDefinition.Plain("sqs", AwsProtocol.Json, "", "AmazonSQS");
    private static readonly ServiceDefinition s_ssm = ServiceDefinition.Plain("ssm", AwsProtocol.Json, "", "AmazonSSM");
    private static readonly ServiceDefinition s_logs = ServiceDefinition.Plain("logs", AwsProtocol.Json, "", "Logs_20140328");
    private static readonly ServiceDefinition s_s3 = ServiceDefinition.Plain("s3", AwsProtocol.RestXml, "");

    private readonly CredentialCache _credentials = new([_ => Task.FromResult<AwsCredentials?>(new("test", "test"))], TimeProvider.System);
    private readonly AwsClient _client;

    public EmulatedAccount(Uri endpoint) =>
        _client = new(new HttpClient(), new AwsEndpoints(endpoint, _ => null), new ClientLimits(100_000, 16, TimeSpan.FromMinutes(10)), TimeProvider.System);

    /// <summary>Three of four are instances, volumes and interfaces; the rest are spread over other services.</summary>
    public async Task FillAsync(int resources)
    {
        var instances = resources / 4;
        for (var made = 0; made < instances; made += 500)
        {
            var size = Math.Min(500, instances - made).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await CallAsync(s_ec2, "RunInstances", ("ImageId", Value.Of("ami-12c6146b")), ("InstanceType", Value.Of("t3.micro")), ("MinCount", Value.Of(size)), ("MaxCount", Value.Of(size)));
        }

        await ManyAsync(resources / 16, i => CallAsync(s_ssm, "PutParameter", ("Name", Value.Of($"/p/{i}")), ("Value", Value.Of("x")), ("Type", Value.Of("String"))));
        await ManyAsync(resources / 16, i => CallAsync(s_logs, "CreateLogGroup", ("logGroupName", Value.Of($"/g/{i}"))));
        await ManyAsync(resources / 20, i => CallAsync(s_ec2, "CreateSecurityGroup", ("GroupName", Value.Of($"g{i}")), ("GroupDescription", Value.Of("bench"))));
        await ManyAsync(resources / 40, i => CallAsync(s_sqs, "CreateQueue", ("QueueName", Value.Of($"q{i}"))));
        await ManyAsync(resources / 40, i => CallAsync(s_iam, "CreateRole", ("RoleName", Value.Of($"r{i}")), ("AssumeRolePolicyDocument", Value.Of("{}"))));
        await ManyAsync(resources / 80, i => CallAsync(s_s3, "PUT", $"/bench-{i}"));
    }

    public void Dispose()
    {
        _client.Dispose();
        _credentials.Dispose();
    }

    private static Task ManyAsync(int count, Func<int, Task> make) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await make(i));

    private Task CallAsync(ServiceDefinition service, string operation, params (string Name, Value Value)[] parameters) =>
        SendAsync(AwsCall.Of(service, operation, Value.Object(parameters), "", "us-east-1") with { Region = service == s_s3 ? "us-east-1" : "eu-west-1" });

    private Task CallAsync(ServiceDefinition service, string method, string path) =>
        SendAsync(new AwsCall(service, "CreateBucket", method, path, ObjectValue.Empty, [], "", "us-east-1"));

    private async Task SendAsync(AwsCall call)
    {
        var answer = await _client.CallAsync(call, _credentials, CancellationToken.None);
        if (answer.Fault is { } fault)
        {
            throw new InvalidOperationException($"{call.Operation}: {fault.Says()}");
        }
    }
}
