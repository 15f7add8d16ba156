namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>Credentials as every tool of AWS finds them: environment, web identity, profile, container, instance; or one profile that a setting names.</summary>
internal sealed class StandardChain(ConnectorSurroundings surroundings, SecurityTokens tokens, HttpClient metadata)
{
    // A profile may name another as its source; a circle is a mistake in the file.
    private const int MaxDepth = 5;

    public CredentialCache Create(string? profile)
    {
        var environment = surroundings.Environment;
        CredentialSource byProfile = t => FromProfileAsync(profile ?? environment("AWS_PROFILE") ?? "default", profile is not null, 0, t);
        CredentialSource[] chain = profile is not null
            ? [byProfile]
            :
            [
                _ => Task.FromResult(FromEnvironment()),
                FromWebIdentityAsync,
                byProfile,
                new ContainerCredentials(environment, metadata).GetAsync,
                new InstanceCredentials(environment, metadata).GetAsync,
            ];
        return new(chain, surroundings.Time);
    }

    private AwsCredentials? FromEnvironment()
    {
        var environment = surroundings.Environment;
        return environment("AWS_ACCESS_KEY_ID") is { Length: > 0 } key && environment("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret
            ? new(key, secret, environment("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null)
            : null;
    }

    private async Task<AwsCredentials?> FromWebIdentityAsync(CancellationToken cancellationToken)
    {
        var environment = surroundings.Environment;
        return environment("AWS_WEB_IDENTITY_TOKEN_FILE") is { Length: > 0 } file && environment("AWS_ROLE_ARN") is { Length: > 0 } role
            ? await tokens.AssumeWithWebIdentityAsync(role, await ReadTokenAsync(file, cancellationToken), environment("AWS_ROLE_SESSION_NAME"), cancellationToken)
            : null;
    }

    private async Task<AwsCredentials?> FromProfileAsync(string name, bool isRequired, int depth, CancellationToken cancellationToken)
    {
        var profile = ProfileFiles.Load(surroundings.Environment, surroundings.Home).Find(name);
        if (profile is null)
        {
            return isRequired ? throw new ConnectionFailedException($"the profile {name} is neither in ~/.aws/config nor in ~/.aws/credentials") : null;
        }

        if (depth > MaxDepth)
        {
            throw new ConnectionFailedException($"the profile {name} is reached through more than {MaxDepth} others: source_profile goes round in a circle");
        }

        if (profile.GetValueOrDefault("role_arn") is { } role && (depth == 0 || profile.GetValueOrDefault("source_profile") != name))
        {
            return await FromRoleAsync(name, profile, role, depth, cancellationToken);
        }

        if (profile.GetValueOrDefault("aws_access_key_id") is { } key && profile.GetValueOrDefault("aws_secret_access_key") is { } secret)
        {
            return new(key, secret, profile.GetValueOrDefault("aws_session_token"));
        }

        if (profile.GetValueOrDefault("credential_process") is { } command)
        {
            return await ProcessCredentials.RunAsync(command, cancellationToken);
        }

        return profile.Keys.Any(k => k.StartsWith("sso_", StringComparison.Ordinal))
            ? throw new ConnectionFailedException($"the profile {name} signs in by a browser (sso), which a sync cannot; name one with a role, keys or credential_process")
            : null;
    }

    private async Task<AwsCredentials?> FromRoleAsync(string name, IReadOnlyDictionary<string, string> profile, string role, int depth, CancellationToken cancellationToken)
    {
        var session = profile.GetValueOrDefault("role_session_name");
        if (profile.GetValueOrDefault("web_identity_token_file") is { } file)
        {
            return await tokens.AssumeWithWebIdentityAsync(role, await ReadTokenAsync(file, cancellationToken), session, cancellationToken);
        }

        CredentialSource source = profile.GetValueOrDefault("source_profile") switch
        {
            // A profile that is its own source has keys beside the role.
            { } own when own == name => t => FromProfileAsync(name, true, depth + 1, t),
            { } other => t => FromProfileAsync(other, true, depth + 1, t),
            null => Source(profile.GetValueOrDefault("credential_source"), name),
        };
        using var cache = new CredentialCache([source], surroundings.Time);
        return await tokens.AssumeAsync(cache, role, profile.GetValueOrDefault("external_id"), session, cancellationToken);
    }

    private CredentialSource Source(string? source, string profile) => source switch
    {
        "Environment" => _ => Task.FromResult(FromEnvironment()),
        "EcsContainer" => new ContainerCredentials(surroundings.Environment, metadata).GetAsync,
        "Ec2InstanceMetadata" => new InstanceCredentials(surroundings.Environment, metadata).GetAsync,
        _ => throw new ConnectionFailedException($"the profile {profile} has role_arn but neither source_profile nor credential_source"),
    };

    private static async Task<string> ReadTokenAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        }
        catch (IOException e)
        {
            throw new ConnectionFailedException($"the web identity token {file} cannot be read: {e.Message}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ConnectionFailedException($"the web identity token {file} cannot be read: {e.Message}", e);
        }
    }
}
