import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/lib/api/problem';
import { useProblemText } from './useProblemText';

const passwordLengthMin = 12;

interface NewPasswordProps {
  name: string;
  label: string;
  /** The server's refusal, shown at the field when it is of this password. */
  error: unknown;
  /** The field's name in the request. */
  field: string;
  size?: 'large';
}

/** A field for a new password with the policy in words; the server decides. */
export function NewPassword({ name, label, error, field, size }: NewPasswordProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const refused = error instanceof ProblemError && error.field === field;
  return (
    <Form.Item name={name} label={label} extra={t('newPassword.rule', { count: passwordLengthMin })} validateStatus={refused ? 'error' : undefined}
      help={refused ? `${t('newPassword.refused')} ${problem(error).detail}` : undefined}
      rules={[{ required: true, min: passwordLengthMin, message: t('newPassword.rule', { count: passwordLengthMin }) }]}>
      <Input.Password size={size} autoComplete="new-password" maxLength={256} />
    </Form.Item>
  );
}
