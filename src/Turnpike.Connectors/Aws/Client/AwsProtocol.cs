namespace Turnpike.Connectors.Aws.Client;

/// <summary>How a service takes a request and answers it.</summary>
internal enum AwsProtocol
{
    /// <summary>A form in, XML out.</summary>
    Query,

    /// <summary>As <see cref="Query"/>, without a wrapped result.</summary>
    Ec2,

    /// <summary>JSON both ways, the operation in a header; 1.0 and 1.1 differ in their content type only.</summary>
    Json,

    /// <summary>Paths and methods, JSON out.</summary>
    RestJson,

    /// <summary>Paths and methods, XML out.</summary>
    RestXml,
}
