package io.executions.engine;

import io.executions.api.port.CredentialHeaders;
import io.executions.settings.HintAddress;
import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the settings of this node from MicroProfile Config, once for the application. */
@ApplicationScoped
class ConfiguredSettings {
  @Produces
  @Singleton
  Settings settings() {
    Config config = ConfigProvider.getConfig();
    SettingsParser reader = new SettingsParser(name -> config.getOptionalValue(name, String.class));
    Settings settings = Settings.read(reader);
    settings
        .hints()
        .flatMap(HintAddress::refusal)
        .ifPresent(why -> reader.fault("EXECUTION_HINTS", why));
    reader.check();
    return settings;
  }

  @Produces
  @Singleton
  CredentialHeaders credentialHeaders(Settings settings) {
    return settings.credentialHeaders()::contain;
  }
}
