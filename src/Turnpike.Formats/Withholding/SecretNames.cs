namespace Turnpike.Formats.Withholding;

/// <summary>
/// Attributes that hold secrets wherever they stand, for documents that do not say which are sensitive: Terraform up to
/// 1.9 writes into a state's <c>sensitive_attributes</c> only what the configuration marks, not what the provider does, and
/// a plan's configuration has no masks at all.
/// </summary>
internal static class SecretNames
{
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "password", "passwd", "master_password", "master_user_password", "admin_password", "administrator_login_password", "root_password", "user_password",
        "secret_key", "secret_access_key", "secret_string", "secret_binary", "client_secret", "shared_secret", "secret_hash",
        "private_key", "private_key_pem", "private_key_openssh", "private_key_pem_pkcs8",
        "auth_token", "access_token", "refresh_token", "api_key", "api_token", "token_secret",
        "primary_access_key", "secondary_access_key", "primary_connection_string", "secondary_connection_string",
        "primary_key", "secondary_key", "kube_config_raw", "kube_admin_config_raw", "ses_smtp_password_v4",
    };

    public static bool IsSecret(string attribute) => s_names.Contains(attribute);
}
